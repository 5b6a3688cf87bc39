/** @file 页面写出的动画。 */
import type { Translated } from "gantry/messages";
import type { film as en } from "../en/film.ts";

export const film: Translated<typeof en> = {
  title: "动画",
  kind: "格式",
  kinds: { gif: "GIF", apng: "APNG（无损）", png: "逐张 PNG（ZIP）", webm: "WebM 视频" },
  missing: (p) => `${p.kind}：此浏览器不支持`,
  write: "保存动画",
  cancel: "取消",
  progress: (p) => `已写 ${p.done} 张，共 ${p.total} 张`,
  done: (p) => `已保存，${p.size}。`,
  failed: (p) => `动画写不出来：${p.why}`,
};
