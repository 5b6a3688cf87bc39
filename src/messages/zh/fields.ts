/** @file 训练任务各通用字段的用途：用于帮助、文档和 JSON Schema。 */
import type { fields as en, fieldsOff as enOff } from "../en/fields.ts";

export const fields: { readonly [K in keyof typeof en]: string } = {
  data: "学习的数据：内置或已知数据集的名称、图像文件夹，或 IDX、.npy、.csv 文件",
  dataDir: "查找和保存已知数据集（mnist、cifar10 等）的文件夹；也可用 GANTRY_DATA 指定",
  size: "图像的高和宽（像素）；不写则由数据决定",
  channels: "1 灰度，3 RGB，4 RGB 加透明度；不写则由数据决定",
  crop: "取文件夹中每张图片的哪个正方形：centre 居中，top 取竖图的上部，attention 取最醒目处，none 不裁剪，四周补白",
  classes: "只保留这些类别",
  attributes:
    "使用图片的哪些属性列（按名称）；默认使用文件夹中 attributes.csv 的所有列，faces 则不使用；none 表示都不用",
  attributesFile: "每张图片占一行的属性 CSV；默认为图片文件夹中的 attributes.csv（如果有）",
  exclude: "排除文件夹中的这些图片（写其在文件夹中的路径）",
  flip: "每张图像有一半机会左右翻转",
  recipe: "训练哪种 GAN，或您自己的模块的路径；默认点数据用 gan，图像用 dcgan",
  from: "从另一训练任务学到的权重开始：给出训练任务、检查点文件夹或 state.safetensors，取其中名称与形状都相同的部分",
  steps: "总步数；一步即生成器更新一次；默认由配方决定",
  minutes: "若步数尚未完成，到达此分钟数即停止",
  seed: "随机种子，一切随机性都由它决定",
  device: "计算设备；auto 即处理器，在其上继续训练可得到完全相同的字节",
  precision: "full 全部用 float32 计算；mixed（用于显卡）把大的乘积放到 float16 中计算",
  threads: "计算使用的处理器线程数；默认为本机可同时运行的数量，或实测最快的数量",
  autotune: "测量本机计算每种卷积的最快方式（只需一次）；false 则采用固定的方式",
  sampleEvery: "每隔多少步绘制一次样本图（训练初期更密）",
  sampleWeights: "样本图用哪组权重绘制：只用滑动平均，或同时保存当前权重的样本图",
  saveEvery: "每隔多少步写一个检查点",
  keep: "保留多少个最新的检查点；此外每第十个总会保留",
  evalEvery: "每隔多少步把样本与数据比较一次，并保留最佳检查点；0 表示从不",
  evalN: "每次评估所用的样本数与真实数据数",
  evalFeatures: "在哪个网络的特征上比较图像：digits、pixels 或 .onnx 文件；auto 为 digits，彩色图像逐通道计算",
  evalMetric: "由哪个指标决定最佳检查点；auto 对图像为 frechet，对点为 sliced",
  patience: "连续这么多次评估都没有超过最佳值时停止",
  onNan: "出现非有限数值时：回到上一个检查点并把学习率减半，或停止",
  onCollapse: "多样性完全丢失时：警告并继续，或停止（退出码 5）",
  out: "存放训练任务的文件夹",
  run: "训练任务文件夹的确切名称；默认由编号、数据和配方组成",
  note: "随训练任务保存的备注",
  tag: "用来查找训练任务的标签",
  lang: "所有文字使用的语言；默认取 GANTRY_LANG 或 LANG",
};

/** 默认开启的开关，其相反选项的作用：帮助中只显示 `--no-…`。 */
export const fieldsOff: { readonly [K in keyof typeof enOff]: string } = {
  autotune: "不测量本机计算卷积的最佳方式，采用固定的方式",
};
