/** @file `latent` 各命令对结果的说明。 */
import type { latent as en } from "../en/latent.ts";
import type { Translated } from "../translated.ts";

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export const latent: Translated<typeof en> = {
  arithmetic: (p) =>
    `${p.result}：需要改变的 ${percent(p.changed)} 已改变；${p.count} 个平均值 C 中有该属性的占 ${percent(p.before)}，` +
    `A − B + C 中占 ${percent(p.after)}，由 ${p.judge} 判断`,
  added: (p) => `加上 ${p.attribute}`,
  removed: (p) => `去掉 ${p.attribute}`,
  turn: (p) =>
    `${p.attribute} 平均从 ${p.from} 变到 ${p.to}，${p.count} 行中有 ${percent(p.monotone)} 从不下降，由 ${p.judge} 判断`,
  features: (p) =>
    `第 ${p.layer} 层，${p.items} 项数据激活最强的卷积核；图中一半的亮度集中在 ${p.focus} 的像素里，随机权重时为 ${p.random}`,
  probe: {
    columns: { features: "特征", dimension: "维数", decay: "λ", accuracy: "正确率" },
    trained: "训练后的判别器",
    random: "初始权重的判别器",
    pixels: "像素",
    counts: (p) => `用 ${p.train} 项、${p.classes} 个类别训练 ${p.loss}，在另外 ${p.test} 项上检验`,
  },
  forget: (p) => `去掉了第 ${p.layer} 层 ${p.of} 张特征图中的 ${p.maps} 张；回归能区分 ${percent(p.accuracy)} 的位置`,
  forgotten: (p) =>
    `原本有 ${p.thing} 的样本中，${percent(p.gone)} 已不再有：` +
    `${p.count} 个样本中之前有的占 ${percent(p.before)}，之后占 ${percent(p.after)}，由 ${p.judge} 判断`,
  kept: (p) => `其余属性前后的相关系数：${p.kept}`,
  directions: (p) => `${p.index}  占方差的 ${percent(p.share)}${p.effect === "" ? "" : `  ${p.effect}`}`,
  project: (p) =>
    `均方差平均 ${p.mean}，最大 ${p.worst}，共 ${p.count} 张图片（${p.starts} 个起点，每个 ${p.steps} 步）`,
};
