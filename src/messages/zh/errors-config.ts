/** @file `config` 与命令行的错误。第一行说明位置、应有的值和实际的值，后面各行说明该怎么做。 */
import type { configErrors as en } from "../en/errors-config.ts";
import { expectation } from "./value-types.ts";

const instead = (suggestion: string | null, known: readonly string[]): string =>
  suggestion === null ? (known.length === 0 ? "" : `\n可用：${known.join("、")}`) : `\n您是否想输入  ${suggestion} ？`;

/** 中文与西文、数字之间空一格。 */
const needed = (text: string): string => (/^[\x21-\x7e]/.test(text) ? `需要 ${text}` : `需要${text}`);

const kinds = { images: "图像", points: "点" } as const;

export const configErrors: typeof en = {
  E101: (p) =>
    `${p.where}：${needed(expectation(p.expected))}，得到 ${p.got}。` +
    (p.initial === undefined ? "" : `\n不写则取默认值 ${p.initial}`),
  E102: (p) =>
    `${p.where}：${p.recipe === null ? "没有这个设置" : `配方 ${p.recipe} 没有这个设置`}。${instead(p.suggestion, p.known)}`,
  E103: (p) =>
    `没有名为 ${p.got} 的配方。${instead(p.suggestion, p.known)}\n您自己的配方请写成路径：--recipe ./mine.mjs`,
  E104: (p) => `${p.where}：需要 ${p.expected}，得到 ${p.got}。\n请修改该文件；“gantry init”可以生成一份正确的文件`,
  E105: () => "没有指定数据。\n请给出名称或路径：gantry train strokes、gantry train ./photos",
  E106: (p) => `无法读取配置文件 ${p.path}：${p.problem}。\n请检查路径，或去掉 --config`,
  E107: (p) => `${p.where}：数据是${kinds[p.kind]}，该设置没有意义。\n请去掉它`,
  E108: (p) => `${p.path} 不能用作配方：${p.problem}。\n请以默认导出给出配方：export default defineRecipe({ … })`,
  E201: (p) => `未知选项 ${p.option}${instead(p.suggestion, [])}\n帮助  ${p.command} --help`,
  E202: (p) => `未知命令 ${p.got}${instead(p.suggestion, p.known)}\n帮助  ${p.command} --help`,
  E203: (p) => `${p.command} 需要 <${p.argument}>\n帮助  ${p.command} --help`,
  E204: (p) => `${p.option} 需要一个值\n帮助  ${p.command} --help`,
  E205: (p) =>
    `${p.command} 不接受 ${p.got.map((word) => `“${word}”`).join(" ")}\n含空格的路径需要加引号；帮助  ${p.command} --help`,
  E206: (p) => `--set ${p.got}：需要 key.path=value 的形式。\n例如：--set lr.g=0.0001`,
  E207: (p) => `${p.where}：需要 ${p.expected}，得到 ${p.got}。`,
  E208: (p) => `${p.root} 中没有未完成的训练任务。\n请指定一个任务和更多步数：gantry resume 1 --steps 10000`,
  E209: (p) => `没有名为 ${p.got} 的基准任务。${instead(p.suggestion, p.known)}`,
  E210: (p) => `没有代码 ${p.got}。${instead(p.suggestion, [])}\n代码形如 E101、W310`,
  E211: (p) => `${p.paths.join("、")} 已存在，没有写入任何内容。\n请指定另一个文件夹：gantry init my-gan`,
  E901: (p) => `Gantry 内部出错：${p.problem}\n报告（不含您的数据）位于 ${p.report}`,
};
