/** @file 诊断的警告：训练中出了什么问题、依据是什么、可以怎么做。 */
import type { diagnosisErrors as en, Finding } from "../en/errors-diagnosis.ts";

const percent = (share: number): string => `${Math.round(100 * share)}%`;
const short = (value: number): string => String(Number(value.toPrecision(2)));
const rate = (option: string, value: number | null): string => (value === null ? option : `${option} ${short(value)}`);

const lacking = ({ measure, value }: Finding): string =>
  measure === "coverage" ? `样本只覆盖了 ${percent(value)} 的数据` : `样本的多样性只有真实数据的 ${short(value)} 倍`;

const half = (value: number | null): number | null => (value === null ? null : value / 2);
const tenth = (value: number | null): number | null => (value === null ? null : value / 10);
const explain = (code: string): string => `详见 gantry explain ${code}`;

export const diagnosisErrors: { readonly [C in keyof typeof en]: (p: Finding) => string } = {
  W420: (p) =>
    `第 ${p.step} 步：判别器占了上风，对 ${percent(p.value)} 的样例判断正确，而生成的样本没有继续靠近数据。` +
    `如果持续下去，可以试试 ${rate("--lr-d", half(p.rateD))}、--penalty r1 或 --loss ns。${explain("W420")}`,
  W421: (p) =>
    `第 ${p.step} 步：生成器占了上风，判别器只对 ${percent(p.value)} 的样例判断正确，与瞎猜无异，但样本离数据还很远。` +
    `如果持续下去，可以试试 ${rate("--lr-g", half(p.rateG))} 或 --d-steps 2。${explain("W421")}`,
  W422: (p) =>
    `第 ${p.step} 步：双方在原地打转，相邻两次查看之间样本移动了数据跨度的 ${percent(p.value)}，随后又折返。` +
    `如果持续下去，可以试试 ${rate("--lr-g", half(p.rateG))} ${rate("--lr-d", half(p.rateD))}、--beta1 0.5 或 --penalty r1。${explain("W422")}`,
  W430: (p) =>
    `第 ${p.step} 步：多样性正在丢失，${lacking(p)}。如果持续下去，可以试试 --penalty r1、${rate("--lr-g", half(p.rateG))}，` +
    `或更大的 --batch。${explain("W430")}`,
  W431: (p) =>
    `第 ${p.step} 步：已发生模式坍塌，${lacking(p)}。这种情况很少自行恢复：请用 --penalty r1 或 ${rate("--lr-g", half(p.rateG))} ` +
    `重新开始，或从更早的检查点继续。${explain("W431")}`,
  W440: (p) =>
    `第 ${p.step} 步：训练停滞，每一步只让生成器的权重变化其大小的 ${short(p.value)} 倍，而样本离数据还很远。` +
    `请提高学习率：${rate("--lr-g", p.rateG === null ? null : 1e-3)} ${rate("--lr-d", p.rateD === null ? null : 1e-3)}。${explain("W440")}`,
  W441: (p) =>
    `第 ${p.step} 步：训练正在发散，${p.measure === "output" ? `损失或判别器的输出达到 ${short(p.value)}` : `每一步让权重变化其大小的 ${short(p.value)} 倍`}。` +
    `请降低学习率：${rate("--lr-g", tenth(p.rateG))} ${rate("--lr-d", tenth(p.rateD))}。${explain("W441")}`,
  W450: (p) =>
    `第 ${p.step} 步：生成器在死记硬背，${percent(p.value)} 的样本就是训练数据的翻版。可以增加数据、对图像使用 --flip、减少步数，` +
    `或减小 --width。${explain("W450")}`,
};
