/** @file 所选图钉得到的内容。 */
import type { Translated } from "gantry/messages";
import type { pinned as en } from "../en/pinned.ts";

export const pinned: Translated<typeof en> = {
  path: "从 A 到 B",
  frames: "张数",
  play: "播放",
  pause: "暂停",
  sum: "A − B + C",
  take: "移到这里",
  failed: (p) => `画不出来：${p.why}`,
};
