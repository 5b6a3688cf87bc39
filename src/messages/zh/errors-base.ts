/** @file `base` 与 `graph` 的错误。 */
import { type baseErrors as en, packsOf, wholePacks } from "../en/errors-base.ts";
import { spaced, thingText } from "./details.ts";

const shapeText = (shape: readonly (number | null)[]): string => `[${shape.map((n) => n ?? "?").join(", ")}]`;

const megabytes = (bytes: number): string => Math.max(1, Math.round(bytes / 1e6)).toLocaleString("en-GB");

export const baseErrors: typeof en = {
  E110: (p) => `${p.where}：需要形状 ${shapeText(p.expected)}，得到 ${shapeText(p.got)}。`,
  E111: (p) => `${p.where}：形状 ${shapeText(p.left)} 与 ${shapeText(p.right)} 不匹配。`,
  E112: (p) => `${p.where}：需要${spaced(thingText(p.expected))}，得到${spaced(thingText(p.got))}。`,
  E114: (p) =>
    `${p.where}：需要 2 的幂的 4、5、6 或 7 倍，例如 16、28、32、48、64、96 或 128，得到 ${p.got}。` +
    `\n最接近的是 ${p.near.join(" 和 ")}`,
  E115: (p) =>
    `${p.where}：需要 1 到 ${p.most} 之间的整数，得到 ${p.got}。` +
    `\n每多看一步约占 ${megabytes(p.bytesAStep)} MB，${p.got} 步约占 ${megabytes(p.got * p.bytesAStep)} MB；论文取 5 或 10`,
  E116: (p) =>
    `${p.where}：需要批大小 ${p.batch} 的约数，得到 ${p.got}。` +
    `\n可取 ${packsOf(p.batch)
      .join("、")
      .replace(/、(\d)$/, " 或 $1")}${wholePacks(p)
      .map((batch) => `，或 --batch ${batch}`)
      .join("")}`,
  E113: (p) => `${p.where}：${p.problem}。`,
};
