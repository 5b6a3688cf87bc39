/** @file `runtime` 的错误。 */
import type { DeviceProblem, runtimeErrors as en, InPage } from "../en/errors-runtime.ts";

const deviceProblems: { readonly [P in DeviceProblem]: (known: readonly string[]) => string } = {
  unknown: (known) => `没有这个名称的设备。可选：${known.join("、")}。`,
  "no-webgpu": () => "此页面没有 WebGPU。请通过 https 或 localhost 提供页面，换用支持 WebGPU 的浏览器，或改选 wasm。",
  "no-adapter": () => "WebGPU 找不到可用的显卡。请更新显卡驱动，或改用处理器：在 Node 中选 cpu，在页面中选 wasm。",
  "no-cuda": () => "无法加载 CUDA 的库。请安装 CUDA 12 和 cuDNN 9，或改选 webgpu 或 cpu。",
};

const formerRecipes = {
  file: "文件此后已被改动。请恢复原来的文件",
  object: "当时的配方是以对象形式传入的。请再次传入：resume(run, { recipe })",
  "built-in": "当时使用的是内置配方。请不要另给配方",
} as const;

const inPage: Readonly<Record<InPage, string>> = {
  runtime: "请在创建运行时指定：webRuntime({ device, threads })。",
  memory: "页面中的训练保存在内存里。",
  arrays: "请直接提供数组，而不是文件。",
  features: "网页中用数字识别网络的特征来比较图像。请去掉该项。",
  fixed: "页面不测量卷积的计算方式，而是采用固定的方式。请去掉这一项。",
};

const few = (names: readonly string[]): string =>
  names.length === 0 ? "无" : names.slice(0, 3).join("、") + (names.length > 3 ? " 等" : "");

export const runtimeErrors: typeof en = {
  E402: (p) => `无法在此使用设备 ${p.device}：${deviceProblems[p.problem](p.known)}`,
  E405: (p) =>
    `混合精度（precision mixed）需要 float16，而这里的 ${p.device} 不支持（WebGPU 的 shader-f16 特性）。` +
    "请不要指定 --precision，或更新显卡驱动。",
  E403: (p) => `${p.where} 在页面中没有意义。${inPage[p.instead]}`,
  E404: (p) => `${p.what}：训练还没有保存任何检查点。请在第一个类型为“checkpoint”的事件之后再试。`,
  E120: (p) => `程序 ${p.program} 无法在 ${p.device} 上打开：${p.problem}`,
  E121: (p) => `程序 ${p.program}：需要由本运行时创建且尚未释放的状态。`,
  E122: (p) => `程序 ${p.program}：输入“${p.input}”既不是状态，也没有给出。请提供该输入。`,
  E490: (p) =>
    `第 ${p.step} 步的损失或梯度不是有限数，` +
    (p.retries === 0 ? "且未允许回退。" : `已回退 ${p.retries} 次，每次学习率减半。`) +
    `最后一个可用检查点：${p.checkpoint ?? "无"}。请用更小的 --lr-g 和 --lr-d 训练。`,
  W401: (p) => `混合精度（precision mixed）在 ${p.device} 上不会更快：处理器用 float32 来计算 float16。它适用于显卡。`,
  W402: (p) =>
    `正在测量 ${p.total} 种卷积在本机上各以哪种方式计算最快。每种形状只需测量一次，用时数秒` +
    `${p.path === null ? "" : `，结果保存在 ${p.path}`}；可用 --no-autotune 跳过。`,
  W403: (p) =>
    `${p.path} 不是本版本的测量结果文件：已忽略并保持原样，测量结果不会写入其中。` +
    "如不需要该文件，请将其删除；也可用 GANTRY_TUNED 指定别的文件。",
  W404: (p) => `${p.path} 无法读写：测量结果只用于本次训练，下次训练将重新测量。`,
  N401: (p) =>
    `只有 ${p.count} 张图像，数量偏少：判别器看到的图像与样本都经过随机变换，以免它死记硬背` +
    "（--augment none 保持原样，--augment auto 只在需要时变换）。",
  W406: (p) =>
    `连续 ${p.evaluations} 次评估的 ${p.metric} 都不优于第 ${p.best} 步：训练停止。用 --checkpoint best 可取该步；用 gantry resume 可继续训练。`,
  W405: (p) => `测量时间已到：有 ${p.left} 种卷积未能测量完毕。本次训练采用目前所知的最快方式，下次训练会继续测量。`,
  W400: (p) => `已在第 ${p.step} 步暂停并保存。发送“resume”请求即可继续。`,
  W490: (p) =>
    `第 ${p.step} 步出现非有限数：回退到第 ${p.back} 步，学习率降为 ${p.rateFactor} 倍（第 ${p.retries} 次，最多 3 次）。`,
  W503: (p) =>
    `已忽略将 ${p.key} 设为 ${p.value} 的请求：需要${p.most === undefined ? " ≥ 0 " : ` 0 到 ${p.most} 之间`}的数` +
    (p.known === undefined ? "。" : `，可设置的有 ${p.known}。`),
  E515: (p) =>
    `${p.run} 是用另一份数据训练的：${p.data} 现在的指纹是 ${p.got.slice(0, 12)}…，而训练开始时是 ${p.expected.slice(0, 12)}…。` +
    "请恢复原来的数据，或开始新的训练任务。",
  E520: (p) =>
    `${p.run} 是用 ${p.path} 训练的：它应仍在原处，现在却没有这个文件或文件夹。` +
    "请把它放回原处；生成样本和导出不需要数据，evaluate 可用 --against 指定别的数据。",
  E518: (p) => `${p.run} 训练时所用的配方与现在的 ${p.recipe} 不同：${formerRecipes[p.expected]}，或开始新的训练任务。`,
  E519: (p) =>
    `${p.path} 中没有任何内容适用于本任务：其中的张量：${few(p.holds)}；本任务的张量：${few(p.wanted)}。` +
    "张量按名称与形状取用。请用 --from 给出配方与宽度相同的训练任务，或不写该选项。",
  W504: (p) => `从 ${p.path} 开始：取用 ${p.wanted} 个张量中的 ${p.taken} 个，优化器重新开始。`,
  W505: (p) =>
    `${p.path} 是用配方 ${p.former} 训练的，而本任务的配方是 ${p.recipe}：` +
    "名称与形状都相同的张量会被取用，但其含义可能不同。",
  E516: (p) => `${p.run} 已经到第 ${p.step} 步，而要求训练到第 ${p.steps} 步。请给出更大的步数：--steps ${p.step * 2}`,
  E124: (p) => `缺少 ${p.path}，它应随软件包一起构建。在代码仓库中请运行 npm run build；否则请重新安装软件包。`,
  E123: (p) => `${p.path} 不是生成器：需要带有输入“z”和一个输出的 ONNX 模型。请给出训练任务或 generator.onnx。`,
  E125: (p) => `${p.file} 不是从 ${p.run} 导出的：其输入、输出、配方或数据与之不同。请写出导出它的训练任务。`,
  E517: (p) => `${p.run} 还没有检查点。请先训练：gantry resume ${p.run}`,
};
