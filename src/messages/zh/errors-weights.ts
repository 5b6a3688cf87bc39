/** @file 权重文件的错误：PyTorch 等写出的文件，以及读取它们的 `features` 网络。 */
import type { weightsErrors as en, TensorTrouble, WeightsDamage, WeightsMisfit } from "../en/errors-weights.ts";

function damageText(damage: WeightsDamage): string {
  switch (damage.kind) {
    case "unknown":
      return `应为 torch.save 写出的文件或 safetensors 文件，而它的开头是 ${damage.begins}`;
    case "short":
      return "文件被截断或已损坏：结尾与开头所记的位置不符";
    case "entry":
      return `归档中没有条目 ${damage.name}`;
    case "compressed":
      return `条目 ${damage.name} 是压缩的，而 torch.save 从不压缩`;
    case "opcode":
      return `第 ${damage.at} 字节处的指令 0x${damage.opcode.toString(16).padStart(2, "0")} 不是权重所需的指令`;
    case "structure":
      return `第 ${damage.at} 字节处的内容与上下文不符`;
    case "root":
      return "应为按名称存放的张量（state_dict），而其中一个也没有";
    case "bigEndian":
      return "它是在大端序机器上写出的，这里无法读取";
  }
}

const tensorTroubles: { readonly [T in TensorTrouble]: string } = {
  storage: "它的存储缺失，或长度与文件所记不符",
  outside: "它的形状与步长超出了存储范围",
  integer: "其中有超出 32 位的整数",
  entry: "它的描述不是 PyTorch 会写出的形式",
};

function misfitText(misfit: WeightsMisfit): string {
  if (misfit.kind === "missing") {
    const { names } = misfit;
    return `缺少 ${names.slice(0, 4).join("、")}${names.length > 4 ? ` 等共 ${names.length} 个张量` : ""}`;
  }
  if (misfit.kind === "finite") return `张量 ${misfit.name} 含有 NaN 或无穷大`;
  return `张量 ${misfit.name} 应为 ${misfit.expected}，实际是 ${misfit.got}`;
}

export const weightsErrors: typeof en = {
  E710: (p) =>
    `无法从 ${p.path} 读取权重：${damageText(p.damage)}。文件中的任何内容都没有被执行。请重新获取，或换一个文件。`,
  E711: (p) =>
    `${p.path} 要求使用 ${p.name}，而它不属于权重所需的少数几种内容。文件中的任何内容都没有被执行。` +
    "如果信任其来源，请在 PyTorch 中加载后只保存它的 state_dict()。",
  E712: (p) => `${p.path}：无法读取张量 ${p.tensor}：${tensorTroubles[p.trouble]}。请重新获取，或换一个文件。`,
  E713: (p) => `${p.path} 与网络 ${p.network} 不符：${misfitText(p.misfit)}。请给出该网络的权重。`,
  E714: (p) =>
    `${p.path} 是 ${p.classes} 类的 Inception-v3。FID 是用 2015-12-05 的网络定义的，它有 1008 类：` +
    "请给出 pt_inception-2015-12-05-6726825d.pth。",
};
