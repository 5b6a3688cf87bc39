/** @file `latent` 的错误：训练任务的网络给不出什么，以及向它们要求了什么。 */
import type { latentErrors as en } from "../en/errors-latent.ts";

const list = (items: readonly (string | number)[]): string => (items.length === 0 ? "无" : items.join("、"));

const choices = {
  arithmetic: "用 --a、--b 和 --c 给出样本编号，或用 --add 或 --remove 指定属性",
  turn: "用 --a 和 --b 给出样本编号，或用 --attribute 指定属性",
  forget: "用 --boxes 给出 CSV 文件，或用 --thing 指定判断网络能自己找到的东西",
} as const;

export const latentErrors: typeof en = {
  E730: (p) =>
    `该训练任务中没有${p.one === true ? "逐个" : "单独"}评判数据的网络（参与者：${list(p.players)}）。\n` +
    (p.one === true
      ? "成组观看或会参照同批其他样本的 D，对单独一幅图像没有判断"
      : "features、probe 和 project --loss features 需要 D(x)；条件判别器 D(x, y) 的内部不在查看之列"),
  E731: (p) =>
    `该训练任务的生成器的输入是 ${list(p.inputs)}：需要每个样本一个隐变量 [N, d]。\n只有从噪声生成的生成器才有隐空间`,
  E732: (p) =>
    `${p.where}：需要 0 到 ${p.count - 1} 之间的样本编号，得到${p.got === null ? "空列表" : ` ${p.got}`}。\n` +
    "编号从样本图左上角的格子数起：gantry sample <run> 画的就是这些样本；" +
    `以属性为条件的 GAN 请用  gantry sample <run> --columns 1 --n ${p.count}`,
  E733: (p) =>
    `网络“${p.network}”不认识属性“${p.got}”。\n` +
    (p.suggestion === null ? `它认识：${list(p.known)}` : `是不是想写  ${p.suggestion} ？`),
  E734: (p) =>
    `“${p.attribute}”：需要明显具有和明显不具有该属性的样本各 ${p.wanted} 个，` +
    `在 ${p.looked} 个样本中，其中一类只找到 ${p.found} 个。\n` +
    "用 --pool 查看更多样本，用 --average 减少平均的个数，或用 --a、--b、--c 自己挑选样本",
  E735: (p) => {
    if (p.needs === "images") return "该训练任务的样本是点：需要图像。\ngantry sample 可以画出这些点";
    const network = p.network === "G" ? "生成器" : "判别器";
    const problem =
      p.needs === "maps"
        ? `${network}没有特征图：需要卷积网络，得到的是向量网络。`
        : `${network}没有可供查看的隐藏层。`;
    return `${problem}\n可用 --recipe dcgan 训练一个`;
  },
  E736: (p) => `--layer ${p.got}：有特征图的层是 ${list(p.known)}，从输入数起。`,
  E737: (p) =>
    (p.box === null
      ? "边框：至少需要一个，一个也没有。"
      : `边框 ${p.box} 超出了样本范围。样本编号应在 0 到 ${p.samples - 1} 之间，边框应在 ${p.size[1]}×${p.size[0]} 像素之内。`) +
    "\n每行依次为：sample,x0,y0,x1,y1，以左上角为原点，单位是像素",
  E738: (p) =>
    `gantry latent ${p.command}：需要${choices[p.command]}，两者都没有给出。\n` +
    "按属性挑选需要能判断属性的网络：faces 和数字数据自带，其他数据用 --judge net.onnx 指定",
  E739: (p) =>
    p.labels
      ? `${p.data}：需要带标签的数据来训练分类器，但这些数据没有标签。\n` +
        "请给出带类别的数据集：mnist、cifar10、strokes，或每个类别一个子文件夹的文件夹"
      : `${p.data}：该训练任务的网络接受形状为 [${p.expected.join(", ")}] 的数据，得到 [${p.got.join(", ")}]。\n` +
        "请给出与训练时同类的数据",
};
