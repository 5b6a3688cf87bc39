/** @file `base` 与 `graph` 的错误。 */
import type { baseErrors as en } from "../en/errors-base.ts";

const shapeText = (shape: readonly (number | null)[]): string => `[${shape.map((n) => n ?? "?").join(", ")}]`;

export const baseErrors: typeof en = {
  E110: (p) => `${p.where}：需要形状 ${shapeText(p.expected)}，得到 ${shapeText(p.got)}。`,
  E111: (p) => `${p.where}：形状 ${shapeText(p.left)} 与 ${shapeText(p.right)} 不匹配。`,
  E112: (p) => `${p.where}：需要 ${p.expected}，得到 ${p.got}。`,
  E113: (p) => `${p.where}：${p.problem}。`,
};
