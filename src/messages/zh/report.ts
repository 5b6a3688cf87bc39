/** @file 图表与 `report.html` 的文字。 */
import type { report as en } from "../en/report.ts";
import type { Translated } from "../translated.ts";

export const report: Translated<typeof en> = {
  lang: "zh-CN",
  kicker: "训练报告",
  headline: (p) => `${p.recipe} · 数据 ${p.data}：${p.count} ${p.kind === "images" ? "张图像" : "个点"}，${p.size}`,
  pixels: (p) =>
    `${p.height}×${p.width} 像素，${p.channels === 1 ? "灰度" : p.channels === 3 ? "RGB" : "RGB 与透明度"}`,
  dimensions: (p) => `${p.count} 维`,
  stateLine: (p) =>
    p.steps === null || p.steps === p.step
      ? `${p.state}，第 ${p.step} 步`
      : `${p.state}，第 ${p.step} 步，共 ${p.steps} 步`,
  verdict: "判断：",
  skip: "跳到样本",
  contents: "目录",

  figures: {
    steps: "步数",
    images: "见过的真实样本",
    epochs: "轮数",
    time: "训练用时",
    speed: "步/秒",
    lossD: "D 的损失",
    lossG: "G 的损失",
    dReal: "D(x)",
    dFake: "D(G(z))",
    diversity: "多样性",
  },
  guessing: (p) => `随机猜测：${p.value}`,
  ofReal: "1 = 与真实样本同样多样",

  samples: {
    title: "训练过程中的样本",
    lead: "每一步都使用相同的隐变量，因此每个格子都是同一幅图像的成长过程。拖动滑块，或使用方向键。",
    walks: (p) => `每行使用同一个隐变量，并让一个属性从数据中的最小值变到最大值，依次为：${p.names}。`,
    classRows: (p) => `每行属于一个类别，依次为：${p.names}。`,
    classWalks: (p) => `所有属性依次变化一遍后换到下一个类别，依次为：${p.names}。`,
    generated: "生成",
    real: "真实",
    atStep: (p) => `第 ${p.step} 步`,
    slider: "样本所在的步",
    play: "播放",
    pause: "暂停",
    shown: (p) => (p.shown === p.all ? `共 ${p.all} 幅` : `共 ${p.all} 幅，此处 ${p.shown} 幅`),
    gridAlt: (p) => `第 ${p.step} 步生成的 ${p.count} 个样本`,
    realAlt: "用于对照的真实样本",
    none: "该训练任务尚未绘制样本。",
  },

  curves: {
    title: "曲线",
    lead: "曲线为每段步数内的平均值，其后的阴影从该段的最小值到最大值。",
    none: "该训练任务尚未记录数值。",
  },
  step: "步",
  worth: {
    title: "样本与数据的距离",
    how: "每次评估时样本与数据之间的距离：越小越好，最小处即最佳检查点。每条线只能与自身比较：各自有不同的特征和样本数。虚线：两组真实数据之间的同一距离，低于它便无从区分。",
    floor: (p) => `${p.metric}（数据自身）`,
  },
  losses: {
    title: "损失",
    how: "判别器无法区分真实与生成时，其损失为 2 ln 2 ≈ 1.386，此时 G 的损失如虚线所示。损失只说明哪一方占优，并不说明图像有多好。",
    plain: "双方的损失。损失只说明哪一方占优，并不说明图像有多好。",
    d: "D",
    g: "G",
    dReference: "2 ln 2（随机猜测）",
    gReference: (p) => (p.negative ? "−ln 2" : "ln 2"),
  },
  probabilities: {
    title: "D 的判断",
    how: "D 对真实样本和生成样本给出的平均概率。两者都为 ½ 时，它只能猜测。",
    critic: "评判器的取值",
    criticHow: "评判器对真实样本和生成样本给出的平均值。两者之差是 Wasserstein 距离的估计。",
    real: "D(x)",
    fake: "D(G(z))",
    half: "½（随机猜测）",
  },
  others: {
    title: "其他记录的数值",
    chart: (p) => p.name,
  },
  seriesSummary: (p) =>
    `${p.label}：起始 ${p.first}，最后 ${p.last}，最小 ${p.min}（第 ${p.minStep} 步），最大 ${p.max}（第 ${p.maxStep} 步）。`,
  cut: (p) => `少数值超出图外；全部值在 ${p.low} 与 ${p.high} 之间`,
  asTable: "以表格显示",

  config: {
    title: "配置",
    lead: "每一项的取值及其来源。",
    key: "键",
    value: "值",
    origin: "来源",
    origins: {
      default: "默认",
      measured: "实测",
      recipe: "方案",
      data: "数据",
      file: "配置文件",
      flag: "命令行",
      set: "--set",
    },
    none: "无",
  },

  data: {
    title: "数据",
    name: "名称",
    spec: "指定为",
    kind: "类型",
    kinds: { images: "图像", points: "点" },
    count: "数量",
    shape: "尺寸",
    classes: "类别",
    attributes: "属性",
    fingerprint: "SHA-256",
    problems: (p) => (p.count === 0 ? "发现" : `${p.count} 条发现`),
    clean: "未发现问题",
    andMore: (p) => `另有 ${p.count} 条`,
  },

  machine: {
    title: "训练任务",
    created: "开始于",
    device: "设备",
    threads: (p) => `${p.count} 个线程`,
    seed: "随机种子",
    parameters: "参数量",
    versions: "版本",
    attempts: "训练次数",
  },

  log: {
    title: "经过",
    step: "步",
    event: "事件",
    details: "详情",
    more: (p) => `更早的 ${p.count} 条事件见 events.jsonl。`,
  },

  files: { title: "文件", name: "文件", size: "大小" },

  next: {
    title: "接下来",
    resume: "从最近的检查点继续训练",
    sample: "生成新样本",
    walk: "在隐空间中漫步",
    use: "在任何支持 ONNX 的地方使用生成器",
  },

  footer: (p) => `由 Gantry ${p.version} 生成于 ${p.date}。本页面是单个文件，不从任何地方加载内容。`,
};
