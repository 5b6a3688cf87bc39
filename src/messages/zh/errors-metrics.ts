/** @file Errors of `metrics`, in Chinese. */

import type { metricsErrors as en } from "../en/errors-metrics.ts";

export const metricsErrors: typeof en = {
  E705: (p) => `${p.where}：至少需要 ${p.expected} 个样本，得到 ${p.got} 个。请多生成一些样本，或减少要比较的数量。`,
  E706: (p) =>
    `${p.where}：两个集合的样本维数必须相同，第一个为 ${p.expected} 维，第二个为 ${p.got} 维。` +
    "请比较尺寸和通道数相同的图像，或同一网络提取的特征。",
  E707: (p) =>
    `${p.where}：需要有限数，第 ${p.sample} 个样本的第 ${p.column} 个值（均从 0 数起）却是 ${p.got}。` +
    "发散的生成器会产生这样的样本：请改用更早的检查点；若来自数据，请修复文件。",
  E708: (p) =>
    `${p.where}：质量（权重）必须有限、非负且不全为 0，` +
    `${p.index === null ? `而其总和为 ${p.got}` : `而下标 ${p.index} 处是 ${p.got}`}。请统计各格中的样本数，或给出各格处的密度。`,
  E709: (p) =>
    `${p.where}：边缘分布的误差应不超过 ${p.tolerance}，迭代 ${p.iterations} 次后仍为 ${p.error.toExponential(1)}。` +
    "请增大 epsilon、增加迭代次数或放宽 tolerance；earthMover 给出精确解。",
};
