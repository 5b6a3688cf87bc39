/** @file 训练开始前的说明。 */
import type { plan as en } from "../en/plan.ts";
import type { Translated } from "../translated.ts";

export const plan: Translated<typeof en> = {
  data: "数据",
  nets: "网络",
  runs: "任务",
  parameters: "个参数",
  items: (p) => `${p.count} × ${p.shape}`,
  moreWarnings: (p) => `还有 ${p.count} 条：gantry data ${p.data}`,
  from: "起点",
  inherited: {
    taken: "取用",
    shape: "形状不同",
    new: "新增",
    unused: "未用",
  },
  inheritedWhy: {
    taken: "",
    shape: (p) => `起点中为 ${p.got}：重新初始化`,
    new: "重新初始化",
    unused: "本任务中没有",
  },
  time: "时间",
  estimate: (p) => `${p.steps} 步约需 ${p.time}（每步 ${p.ms} 毫秒，刚刚测得）`,
  origins: {
    default: "默认",
    measured: "本机实测",
    recipe: "配方的默认值",
    data: "由数据决定",
    file: "配置文件",
    flag: "命令行",
    set: "--set",
  },
};
