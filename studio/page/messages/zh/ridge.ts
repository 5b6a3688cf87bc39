/** @file 山脊图：整个训练中 D 对每一批数据的输出。 */
import type { Translated } from "gantry/messages";
import type { ridge as en } from "../en/ridge.ts";

const drawn =
  "由 21 个分位数绘制，相邻两个之间占这一批的二十分之一，并在一百格中的两格内平滑：同一行的两条轮廓面积相同，但高出另一条四倍以上的尖峰会被截平。重叠：平滑之前两者共有的面积，1 表示相同，0 表示毫无共同之处；即使分布相同，每批 64 个时也因偶然只有约 0.7。";

export const ridge: Translated<typeof en> = {
  title: "D 的输出分布",
  how: `每一行是一步，最新的在最下方：D 对该步一批数据给出的概率如何分布，真实样本为填色实线，生成样本为虚线。两者分开：D 很容易区分；两者重叠：只能猜测。${drawn}`,
  howOutputs: `每一行是一步，最新的在最下方：D 对该步一批数据的原始输出如何分布，真实样本为填色实线，生成样本为虚线；对于作比较的损失，已减去另一方的平均值。两者分开：D 很容易区分。${drawn}`,
  keysHow: "方向键在各步之间移动并朗读，回车查看该步，t 切换表格。",
  row: (p) => `第 ${p.step} 步：真实的中位数为 ${p.real}，生成的为 ${p.fake}；重叠 ${p.overlap}`,
  summary: (p) => `${p.newest}。共 ${p.count} 步，从第 ${p.first} 步起。`,
  real: "真实",
  fake: "生成",
  overlap: "重叠",
  step: "步",
  median: (p) => `${p.of}：中位数（10–90 %）`,
};
