/** @file 各命令的作用及其选项的用途。 */

import type { options as enOptions, verbOptions as enVerbOptions, verbs as enVerbs } from "../en/verbs.ts";
import type { Translated } from "../translated.ts";

export const verbs: Translated<typeof enVerbs> = {
  demo: "观看 GAN 学习内置数据：ring8、grid25、moons、strokes",
  init: "写出 gantry.config.json 和 README 作为起点",
  train: "用已命名的数据集、图像文件夹或文件训练",
  resume: "继续训练；不写名称则继续最新的未完成任务",
  sample: "用训练好的生成器生成样本",
  walk: "在隐空间中漫步，得到动画或长图",
  export: "把生成器写成 ONNX，并与训练任务核对",
  report: "为训练任务写一个自成一体的 HTML 页面",
  runs: "列出和查看训练任务",
  "runs ls": "列出训练任务",
  "runs show": "查看一个训练任务",
  data: "查看数据：数量、尺寸、问题、缩略图总览",
  recipes: "列出配方，或查看某个配方及其设置",
  doctor: "检查本机：版本、设备、写权限、速度",
  bench: "测量一个基准任务",
  explain: "解释错误或警告的含义",
};

export const options: Translated<typeof enOptions> = {
  config: "配置文件；当前文件夹的 gantry.config.json 会自动读取",
  set: "按键设置任意值：--set lr.g=1e-4（可重复）",
  dryRun: "显示所有值及其来源、规模和预计时间，不训练",
  progress: "进度显示方式：bar、lines、json、none",
  preview: "终端里的图片预览：auto、blocks、braille、ascii、off",
  json: "在 stdout 输出一行 JSON 结果",
  runs: "按编号或名称查找训练任务的文件夹",
  checkpoint: "使用哪个检查点：last、某一步的编号，或 best（目前尚无评估，即 last）",
  quiet: "除错误外不输出任何内容",
  color: "不使用颜色",
};

export const verbOptions: Translated<typeof enVerbOptions> = {
  demo: { seconds: "到达此秒数即停止" },
  init: { template: "起点模板：toy2d、digits、images、custom" },
  resume: { steps: "继续训练到总共这么多步；+1000 表示再训练这么多步" },
  sample: {
    n: "样本数量",
    seed: "隐变量的随机种子",
    class: "只生成该类别（条件生成器）",
    out: "输出位置：.png 为样本图，.npy，.csv（点），或文件夹（每个样本一个 PNG）",
    npy: "把生成器的原始数值写成 .npy",
    zOut: "把隐变量写成 .npy",
    columns: "样本图的列数",
  },
  walk: {
    seeds: "依次经过的随机种子",
    frames: "图片总数",
    class: "只生成该类别（条件生成器）",
    path: "插值方式：slerp 或 linear",
    out: "输出位置：.gif 为动画，.png 为长图，或存放各帧的文件夹",
  },
  export: {
    out: ".onnx 的输出位置",
    uint8: "像素输出为 uint8 [N, 3, H, W]，而不是 [-1, 1] 的 float32",
  },
  report: { out: "页面的输出位置", samples: "放入多少张样本图，或 all" },
  data: { limit: "只查看这么多项", out: "缩略图总览的输出位置（.png）" },
  doctor: { device: "只检查该设备", fast: "跳过速度测试" },
  bench: {
    device: "计算设备",
    steps: "计时的步数",
    warmup: "计时前的步数",
    size: "图像的高和宽",
    channels: "图像的通道数",
    batch: "一批的数量",
    width: "网络的宽度",
    kernel: "卷积核的高和宽",
    k: "每步中判别器的更新次数",
    profile: "同时给出每步的时间去向（仅 cpu 设备）",
  },
};
