/** @file `config` 与命令行的错误。第一行说明位置、应有的值和实际的值，后面各行说明该怎么做。 */
import type { DataNeed, configErrors as en, RecipeProblem } from "../en/errors-config.ts";
import { detailText, spaced, thingText } from "./details.ts";
import { expectation } from "./value-types.ts";

const instead = (suggestion: string | null, known: readonly string[]): string =>
  suggestion === null ? (known.length === 0 ? "" : `\n可用：${known.join("、")}`) : `\n您是否想输入  ${suggestion} ？`;

/** The first names of a long list. */
const shortened = (names: readonly string[]): string =>
  names.slice(0, 12).join("、") + (names.length > 12 ? "、…" : "");

const kinds = { images: "图像", points: "点" } as const;

const recipeProblems: {
  readonly [P in RecipeProblem]: (path: string) => { readonly what: string; readonly mend: string };
} = {
  missing: () => ({ what: "没有这个文件", mend: "请检查路径" }),
  fails: (path) => ({ what: "无法加载", mend: `请修改该模块；node ${path} 会指出位置` }),
  package: () => ({ what: "它引用的包尚未安装", mend: "请在该处安装：npm install gantry" }),
  export: () => ({
    what: "默认导出既不是配方，也不是从数据得到博弈的函数",
    mend: "请以默认导出给出配方：export default defineRecipe({ … })",
  }),
};

const needs: Readonly<Record<DataNeed, string>> = {
  images: "图像",
  labels: "标签",
  attributes: "属性",
  knowledge: "标签或属性",
};

const labelledData = "带标签的数据：mnist、cifar10、strokes，或每个类别一个文件夹的图片";
const attributesCsv = "带有 attributes.csv 的图片文件夹";

const giving: Readonly<Record<DataNeed, string>> = {
  images: "请给出图片文件夹",
  labels: `请给出${labelledData}`,
  attributes: `请给出${attributesCsv}`,
  knowledge: `请给出${labelledData}；或${attributesCsv}`,
};

export const configErrors: typeof en = {
  E101: (p) =>
    `${p.where}：需要${spaced(expectation(p.expected))}，得到 ${p.got}。` +
    (p.initial === undefined ? "" : `\n不写则取默认值 ${p.initial}`),
  E102: (p) =>
    p.why === undefined
      ? `${p.where}：${p.recipe === null ? "没有这个设置" : `配方 ${p.recipe} 没有这个设置`}。${instead(p.suggestion, p.known)}`
      : `${p.where}：配方 ${p.recipe} 没有这个设置：${p.why.zh}。\n请去掉它` +
        (p.why.instead === undefined ? "" : `，或使用有此设置的 --recipe ${p.why.instead}`),
  E103: (p) =>
    `没有名为 ${p.got} 的配方。${instead(p.suggestion, p.known)}\n您自己的配方请写成路径：--recipe ./mine.mjs`,
  E104: (p) => `${p.where}：需要 ${p.expected}，得到 ${p.got}。\n请修改该文件；“gantry init”可以生成一份正确的文件`,
  E105: () => "没有指定数据。\n请给出名称或路径：gantry train strokes、gantry train ./photos",
  E106: (p) => `无法读取配置文件 ${p.path}：${detailText(p.problem)}。\n请检查路径，或去掉 --config`,
  E107: (p) => `${p.where}：数据是${kinds[p.kind]}，该设置没有意义。\n请去掉它`,
  E108: (p) => {
    const { what, mend } = recipeProblems[p.problem](p.path);
    return `${p.path} 不能用作配方：${what}${p.detail === undefined ? "" : `（${p.detail}）`}。\n${mend}`;
  },
  E109: (p) =>
    `${p.recipe.startsWith("--") ? "" : "配方 "}${p.recipe} 需要${needs[p.needs]}，而数据中没有。\n` +
    (p.instead === null ? giving[p.needs] : `请用 --recipe ${p.instead}，或给出图片文件夹`),
  E150: (p) => {
    const below = Math.floor(p.count / p.classes) * p.classes;
    const near = below < p.classes ? `${p.classes}` : `${below} 或 ${below + p.classes}`;
    return `--labels：${p.classes} 个类别的标签数必须相同，总数得到 ${p.count}。\n可取 ${near}`;
  },
  E151: (p) =>
    `--labels：每个类别需要 ${p.each} 个带标签的样本，但 ${p.name} 的类别 ${p.label} 只有 ${p.count} 个。\n最多可取 ${p.most}`,
  E152: () => "该训练任务的配方不训练分类器。\n请用会训练分类器的配方：--recipe sgan",
  E201: (p) => `未知选项 ${p.option}${instead(p.suggestion, [])}\n帮助  ${p.command} --help`,
  E202: (p) => `未知命令 ${p.got}${instead(p.suggestion, p.known)}\n帮助  ${p.command} --help`,
  E203: (p) => `${p.command} 需要 <${p.argument}>\n帮助  ${p.command} --help`,
  E204: (p) => `${p.option} 需要一个值\n帮助  ${p.command} --help`,
  E205: (p) =>
    `${p.command} 不接受 ${p.got.map((word) => `“${word}”`).join(" ")}\n含空格的路径需要加引号；帮助  ${p.command} --help`,
  E206: (p) => `--set ${p.got}：需要 key.path=value 的形式。\n例如：--set lr.g=0.0001`,
  E207: (p) => `${p.where}：需要${spaced(thingText(p.expected))}，得到 ${p.got}。`,
  E208: (p) => `${p.root} 中没有未完成的训练任务。\n请指定一个任务和更多步数：gantry resume 1 --steps 10000`,
  E209: (p) => `没有名为 ${p.got} 的基准任务。${instead(p.suggestion, p.known)}`,
  E210: (p) => `没有代码 ${p.got}。${instead(p.suggestion, [])}\n代码形如 E101、W310`,
  E211: (p) => `${p.paths.join("、")} 已存在，没有写入任何内容。\n请指定另一个文件夹：gantry init my-gan`,
  E213: (p) => {
    const names = p.known.some((name, i) => name !== String(i)) ? `：${shortened(p.known)}` : "";
    return p.known.length === 0
      ? `${p.where}：应为从 0 开始的类别编号，得到 ${p.got}。`
      : `${p.where}：应为 ${p.known.length} 个类别之一，编号 0 至 ${p.known.length - 1}${names}；得到 ${p.got}。`;
  },
  E212: (p) => `${p.where}：这个生成器训练时没有类别。\n请去掉它`,
  E214: (p) => `${p.where}：应按名称给出属性，而这个生成器没有名为“${p.got}”的属性。${instead(p.suggestion, p.known)}`,
  E215: (p) => `${p.where}：这个生成器训练时没有属性。\n请去掉它`,
  E901: (p) => `Gantry 内部出错：${p.problem}\n报告（不含您的数据）位于 ${p.report}`,
};
