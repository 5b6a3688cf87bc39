/** @file 与样本最接近的训练图像。 */
import type { Translated } from "gantry/messages";
import type { nearest as en } from "../en/nearest.ts";

export const nearest: Translated<typeof en> = {
  cell: (p) => `第 ${p.cell} 格，第 ${p.step} 步`,
  searching: "正在与全部训练图像比较……",
  list: "训练图像，由近到远",
  found: (p) => `最近的距离为 ${p.nearest}；训练图像到各自最近邻的距离，中位数为 ${p.gap}。`,
  only: (p) => `最近的距离为 ${p.nearest}。`,
  verdicts: {
    copied: "疑似复制：不到该中位数的四分之一。",
    near: "不是复制，但比训练图像彼此通常的距离更近。",
    apart: "不是复制：不比训练图像彼此通常的距离更近。",
  },
  untold: "半数训练图像有完全相同的另一张，或者只有一张训练图像，因此无法判断是否复制。",
  how: "距离是像素值（−1 到 1）之差的均方根；图像以网络所见为准，不作镜像比较。",
  some: (p) => `中位数取自一次抽定的 ${p.looked} 张训练图像，各与全部 ${p.count} 张比较。`,
};
