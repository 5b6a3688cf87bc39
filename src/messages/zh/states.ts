/** @file 训练任务的状态，一个词。 */
import type { states as en } from "../en/states.ts";
import type { Translated } from "../translated.ts";

export const states: Translated<typeof en> = {
  training: "训练中",
  paused: "已暂停",
  done: "已完成",
  stopped: "已停止",
  interrupted: "已中断",
  diverged: "已发散",
  collapsed: "已坍塌",
};
