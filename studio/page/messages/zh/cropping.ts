/** @file 网络看到文件的哪个正方形。 */
import type { Translated } from "gantry/messages";
import type { cropping as en } from "../en/cropping.ts";

export const cropping: Translated<typeof en> = {
  open: "查看其他裁剪方式…",
  title: "网络看到哪个正方形",
  how: "非正方形的文件在网络眼中的样子：",
  names: { centre: "居中", top: "上部", attention: "醒目处", none: "不裁剪" },
  what: {
    centre: "取正中的正方形",
    top: "竖图取上部，横图居中",
    attention: "取最醒目的正方形：边缘、浓色、肤色",
    none: "保留全部，四周补白；保留透明度时补透明",
  },
  own: "此任务",
  picture: (p) => `${p.file}：${p.crop}`,
  begin: (p) => `新建训练任务（裁剪：${p.crop}）`,
};
