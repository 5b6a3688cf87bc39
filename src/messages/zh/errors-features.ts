/** @file Errors of `features`, in Chinese. */
import type {
  featuresErrors as en,
  ItemKind,
  ModelFault,
  OnnxFault,
  OptionKind,
  SpecFault,
} from "../en/errors-features.ts";

const onnxFaults: { readonly [F in OnnxFault]: (detail: string) => string } = {
  missing: (detail) => `无法读取（${detail}）。请给出网络文件的路径`,
  empty: () => "应为 ONNX 模型，但文件是空的。请重新获取或导出",
  format: (detail) => `应为 ONNX 模型，但文件以 ${detail} 开头。请给出导出为 ONNX 格式的文件`,
  short: (detail) => `应为完整的 ONNX 模型，但这 ${detail} 字节被截断或已损坏。请重新获取该文件`,
  refused: (detail) => `ONNX Runtime 拒绝了该模型：${detail}。请重新导出，并把权重包含在文件内`,
  device: (detail) => `设备 ${detail} 不能运行外来的模型。请换用别的设备，例如 cpu`,
};

const modelFaults: { readonly [F in ModelFault]: string } = {
  inputs: "单个输入，即图像",
  rank: "四个轴的输入，[N, C, H, W] 或 [N, H, W, C]",
  type: "float32 类型的输入，或 uint8 类型（像素值 0–255）的输入",
  channels: "1 个或 3 个通道；导出时请固定通道数",
  size: "固定的高和宽；请注明：model.onnx?size=299，或 size=240x320",
  output: "float32 或 float64 类型的输出；请指定别的输出：model.onnx:output",
  rows: "每幅图像对应一行特征；请指定别的输出：model.onnx:output",
  classes: "类别输出 [N, K]，K ≤ 10,000；请用 model.onnx?classes=logits 指定，或写 ?classes=none",
};

const optionKinds: { readonly [K in OptionKind]: string } = {
  range: "两个不同的数，例如 -1..1",
  numbers: "一个数，或用逗号隔开的三个数",
  positive: "一个大于 0 的数，或用逗号隔开的三个这样的数",
  size: "高和宽，例如 299 或 240x320",
  name: "输出的名称，或 none",
  convention: "pytorch-fid 或 tensorflow",
};

function specFault(fault: SpecFault): string {
  if (fault.kind === "unknown") {
    const hint = fault.suggestion === null ? "" : `是否想用 ${fault.suggestion}？`;
    return `没有这个名称的特征。${hint}可选：${fault.known.join("、")}。`;
  }
  if (fault.kind === "option") {
    return `没有选项“${fault.option}”。${fault.known.length === 0 ? "这里没有任何选项" : `可选：${fault.known.join("、")}`}。`;
  }
  return `${fault.option}：应为${optionKinds[fault.expected]}，实际是“${fault.got}”。`;
}

const itemKinds: { readonly [K in ItemKind]: string } = {
  images: "带 1、3 或 4 个通道的图像 [N, C, H, W]",
  same: "与打开时形状相同的数据",
};

/** 最多列出十二项，并说明另有多少项。 */
const some = (items: readonly string[]): string =>
  items.length <= 12 ? items.join("、") : `${items.slice(0, 12).join("、")} 等共 ${items.length} 项`;

export const featuresErrors: typeof en = {
  E715: (p) =>
    `${p.path} 没有输出“${p.output}”。${p.suggestion === null ? "" : `是否想用 ${p.suggestion}？`}` +
    `它的输出：${some(p.outputs)}；内部的值：${p.inner.length === 0 ? "无" : some(p.inner)}。` +
    `请指定其中之一：${p.path}:${p.suggestion ?? p.outputs[0] ?? "output"}`,
  E716: (p) => `${p.path}：${onnxFaults[p.fault](p.detail)}。`,
  E717: (p) => `${p.path}：应为${modelFaults[p.fault]}。实际是 ${p.got}。`,
  E718: (p) => `--features ${p.spec}：${specFault(p.fault)}`,
  E719: (p) =>
    `特征 ${p.network}：应为${itemKinds[p.expected]}，实际是 [${p.got.join(", ")}]。请给出这类数据，或选用别的特征。`,
};
