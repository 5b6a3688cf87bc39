/** @file Errors of evaluating what was generated, in Chinese. */
import type { evaluationErrors as English } from "../en/errors-evaluation.ts";

const needs: Readonly<Record<string, string>> = {
  modes: "模式已知的数据，或能区分其类别的网络",
  diversity: "图像",
  memorised: "未参与训练的数据：--held-out",
  score: "能区分类别的网络：灰度图像可用 --features digits，或用 net.onnx:输出名?classes=名称",
  parzen: "一部分不参与评估的数据来选择带宽：请给出 --held-out、提供更多数据，或减小 --n",
};

export const evaluationErrors: typeof English = {
  E740: (p) =>
    `此处无法计算指标 ${p.metric}：它需要${needs[p.metric] ?? "其他数据"}。请从 --metrics 中去掉它，或满足其条件。`,
  E741: (p) =>
    `--metrics ${p.got}：没有这个指标。${p.suggestion === null ? "" : `您是否想输入 ${p.suggestion}？`}` +
    `可选：${p.known.join("、")}；也可用 auto 或 all 自动选择。`,
  E742: (p) =>
    `${p.fake} 的每项形状为 [${p.fakeShape.join(", ")}]，而 ${p.real} 为 [${p.realShape.join(", ")}]。` +
    "请用 --size 和 --channels 给出双方都能转换到的大小与通道数，或换一个 --against。",
  E743: (p) => `${p.source} 没有说明应与哪些数据比较。请用 --against 给出数据集的名称或路径。`,
  E744: (p) =>
    `--features none 用于比较两个形状为 [N, D] 的 float32 或 float64 特征 .npy 文件；${p.source} ` +
    `${p.shape === null ? "不是 .npy 文件" : p.shape === "bytes" ? "存的是字节（uint8）" : `的形状为 [${p.shape.join(", ")}]`}。请提供这样的文件，或用 --features 指定网络。`,
  E745: (p) =>
    `--held-out ${p.name} 正是样本要与之比较的数据。请给出同类但未参与训练的数据：另一个文件夹，或有两个部分的已知数据集。`,
  E746: (p) =>
    `${p.source} 以 ${p.attributes.join("、")} 为条件，样本按数据中的这些属性生成；而${p.own ? "训练所用的数据已不再有" : "给出的数据没有"}这些属性。\n` +
    (p.own
      ? "请恢复其中含有这些列的 attributes.csv，或用 --against 与另一个带有这样的文件的文件夹比较"
      : "请与训练所用的数据比较，或与带有这样的 attributes.csv 的文件夹比较"),
};
