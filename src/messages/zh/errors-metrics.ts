/** @file Errors of `metrics`, in Chinese. */

import type { metricsErrors as en } from "../en/errors-metrics.ts";

export const metricsErrors: typeof en = {
  E700: (p) =>
    `${p.where}：k 应为 1 到 ${p.rows - 1} 的整数（共 ${p.rows} 个样本，每个样本有 ${p.rows - 1} 个邻居），得到 ${p.k}。` +
    "请减小 k，或增加样本。",
  E701: (p) =>
    `${p.where}：每个样本的类别概率应不小于 0 且总和为 1，第 ${p.sample} 个样本（从 0 数起）却是 ${p.got}。` +
    "请给出 logits 经 softmax 后的结果。",
  E702: (p) => `${p.where} 不是本版本的特征统计量文件。请将其删除，统计量会重新计算。`,
  W700: (p) =>
    `${p.where}：${p.count} 个样本的特征为 ${p.dimension} 维，协方差矩阵的秩至多为 ${p.count - 1}，因此 Fréchet 距离偏大，` +
    `即使两组样本来自同一分布也远大于 0。请使用多于 ${p.dimension} 个样本，或只比较样本数相同的结果；KID 没有这种偏差。`,
  W701: (p) =>
    `${p.where}：较小的集合只有 ${p.size} 个样本，因此每个子集取 ${p.size} 个，而不是 ${p.asked} 个。` +
    "均值仍然无偏；但各子集的样本大多重复，标准差会偏小。",
  W702: (p) =>
    `${p.where}：有 ${p.count} 个样本存在至少 ${p.k} 个完全相同的副本，邻域半径为 0：` +
    "按严格约定，邻域内什么也没有；按包含约定，只含这些副本。请去除重复样本，或增大 k。",
  W703: (p) =>
    `${p.where}：所选的 σ（${Number(p.sigma.toPrecision(3))}）是试过的 ${p.tried} 个取值中${p.end === "smallest" ? "最小" : "最大"}的一个：` +
    `${p.end === "smallest" ? "更小" : "更大"}的 σ 也许更好，这些样本的对数似然可能高于此处给出的数值。` +
    "请只与采用同一方案得到的数值比较，或另取一组带宽：gantry/metrics 的 parzenSearch 接受 sigmas。",
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
