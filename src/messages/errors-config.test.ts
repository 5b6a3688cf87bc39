/** @file Every error of the configuration and of the command line, word for word, in both languages. */
import { expect, test } from "vitest";
import { type ErrorCode, type ErrorParameters, errorSentence } from "./errors.ts";

type Case = { [C in ErrorCode]: readonly [code: C, parameters: ErrorParameters<C>, en: string, zh: string] }[ErrorCode];

const cases: readonly Case[] = [
  [
    "E101",
    { where: "--lr-g", expected: { kind: "number", above: 0 }, got: "NaN", initial: "0.0002" },
    "--lr-g: expected a number above 0, got NaN.\nleave it out for the default, 0.0002",
    "--lr-g：需要大于 0 的数，得到 NaN。\n不写则取默认值 0.0002",
  ],
  [
    "E101",
    { where: "--ema", expected: { kind: "number", min: 0, max: 0.99999 }, got: "1" },
    "--ema: expected a number from 0 to 0.99999, got 1.",
    "--ema：需要不小于 0、不大于 0.99999 的数，得到 1。",
  ],
  [
    "E101",
    { where: "--x", expected: { kind: "number", above: 0, max: 1 }, got: "2" },
    "--x: expected a number above 0, at most 1, got 2.",
    "--x：需要大于 0、不大于 1 的数，得到 2。",
  ],
  [
    "E101",
    { where: "--x", expected: { kind: "integer", max: 9 }, got: "10" },
    "--x: expected a whole number of at most 9, got 10.",
    "--x：需要不大于 9 的整数，得到 10。",
  ],
  [
    "E101",
    { where: "--channels", expected: { kind: "integer", only: [1, 3, 4] }, got: "2" },
    "--channels: expected one of 1, 3, 4, got 2.",
    "--channels：需要 1、3、4 之一，得到 2。",
  ],
  [
    "E101",
    { where: "f:2 flip", expected: { kind: "switch" }, got: '"x"' },
    'f:2 flip: expected true or false, got "x".',
    'f:2 flip：需要 true 或 false，得到 "x"。',
  ],
  [
    "E101",
    { where: "note", expected: { kind: "text" }, got: "3" },
    "note: expected a text, got 3.",
    "note：需要一段文字，得到 3。",
  ],
  [
    "E101",
    { where: "tag", expected: { kind: "list" }, got: "3" },
    "tag: expected words with commas between them, got 3.",
    "tag：需要用逗号隔开的若干词，得到 3。",
  ],
  [
    "E102",
    {
      ...{ where: "--pack", recipe: "acgan", suggestion: null, known: ["batch"] },
      why: { en: "a pack is of several images", zh: "一个包里有多张图像", instead: "cgan" },
    },
    "--pack: the recipe acgan has no such setting: a pack is of several images.\nleave it out, or use --recipe cgan, which has it",
    "--pack：配方 acgan 没有这个设置：一个包里有多张图像。\n请去掉它，或使用有此设置的 --recipe cgan",
  ],
  [
    "E102",
    {
      ...{ where: "--pack", recipe: "mine", suggestion: null, known: [] },
      why: { en: "no packs here", zh: "这里没有包" },
    },
    "--pack: the recipe mine has no such setting: no packs here.\nleave it out",
    "--pack：配方 mine 没有这个设置：这里没有包。\n请去掉它",
  ],
  [
    "E102",
    { where: "f:3 bacth", recipe: null, suggestion: null, known: [] },
    "f:3 bacth: there is no such setting.",
    "f:3 bacth：没有这个设置。",
  ],
  [
    "E104",
    { where: "f.json:3", expected: ", or }", got: '"' },
    'f.json:3: expected , or }, got ".\nmend the file; "gantry init" writes a good one',
    'f.json:3：需要 , or }，得到 "。\n请修改该文件；“gantry init”可以生成一份正确的文件',
  ],
  [
    "E105",
    {},
    "no data was named.\ngive a name or a path: gantry train strokes, gantry train ./photos",
    "没有指定数据。\n请给出名称或路径：gantry train strokes、gantry train ./photos",
  ],
  [
    "E106",
    { path: "c.json", problem: "ENOENT" },
    "the configuration file c.json cannot be read: there is no such file, ENOENT.\ncheck the path, or leave --config out",
    "无法读取配置文件 c.json：没有这个文件，ENOENT。\n请检查路径，或去掉 --config",
  ],
  [
    "E107",
    { where: "--flip", kind: "points" },
    "--flip: the data are points, for which this has no meaning.\nleave it out",
    "--flip：数据是点，该设置没有意义。\n请去掉它",
  ],
  [
    "E108",
    { path: "./m.mjs", problem: "missing" },
    "./m.mjs cannot be used as a recipe: there is no such file.\ncheck the path",
    "./m.mjs 不能用作配方：没有这个文件。\n请检查路径",
  ],
  [
    "E108",
    { path: "./m.mjs", problem: "fails", detail: "Unexpected token" },
    "./m.mjs cannot be used as a recipe: it does not load (Unexpected token).\nmend the module; node ./m.mjs shows the place",
    "./m.mjs 不能用作配方：无法加载（Unexpected token）。\n请修改该模块；node ./m.mjs 会指出位置",
  ],
  [
    "E108",
    { path: "./m.mjs", problem: "package" },
    "./m.mjs cannot be used as a recipe: it imports a package that is not installed.\ninstall it there: npm install gantry",
    "./m.mjs 不能用作配方：它引用的包尚未安装。\n请在该处安装：npm install gantry",
  ],
  [
    "E108",
    { path: "./m.mjs", problem: "export" },
    "./m.mjs cannot be used as a recipe: its default export is neither a recipe nor a function from data to a game.\nexport one as its default: export default defineRecipe({ … })",
    "./m.mjs 不能用作配方：默认导出既不是配方，也不是从数据得到博弈的函数。\n请以默认导出给出配方：export default defineRecipe({ … })",
  ],
  [
    "E150",
    { count: 25, classes: 10 },
    "--labels: expected as many labels of each of the 10 classes, got 25 in all.\ntake 20 or 30",
    "--labels：10 个类别的标签数必须相同，总数得到 25。\n可取 20 或 30",
  ],
  [
    "E150",
    { count: 3, classes: 10 },
    "--labels: expected as many labels of each of the 10 classes, got 3 in all.\ntake 10",
    "--labels：10 个类别的标签数必须相同，总数得到 3。\n可取 10",
  ],
  [
    "E152",
    {},
    "this run's recipe trains no classifier.\ntrain one that does: --recipe sgan",
    "该训练任务的配方不训练分类器。\n请用会训练分类器的配方：--recipe sgan",
  ],
  [
    "E151",
    { name: "mnist", label: "5", each: 6000, count: 5421, most: 54210 },
    "--labels: expected 6000 labelled items of each class, but mnist has 5421 of the class 5.\ntake 54210 or fewer",
    "--labels：每个类别需要 6000 个带标签的样本，但 mnist 的类别 5 只有 5421 个。\n最多可取 54210",
  ],
  [
    "E109",
    { recipe: "dcgan", needs: "images", instead: "gan" },
    "the recipe dcgan needs images, and the data have none.\nuse --recipe gan, or give a folder of images",
    "配方 dcgan 需要图像，而数据中没有。\n请用 --recipe gan，或给出图片文件夹",
  ],
  [
    "E109",
    { recipe: "mine", needs: "labels", instead: null },
    "the recipe mine needs labels, and the data have none.\ngive labelled data: mnist, cifar10, strokes, or images with a folder for each class",
    "配方 mine 需要标签，而数据中没有。\n请给出带标签的数据：mnist、cifar10、strokes，或每个类别一个文件夹的图片",
  ],
  [
    "E202",
    { got: "zzz", suggestion: null, known: ["train", "demo"], command: "gantry" },
    "unknown command zzz\nknown: train, demo\nhelp  gantry --help",
    "未知命令 zzz\n可用：train、demo\n帮助  gantry --help",
  ],
  [
    "E203",
    { argument: "run", command: "gantry sample" },
    "gantry sample needs <run>\nhelp  gantry sample --help",
    "gantry sample 需要 <run>\n帮助  gantry sample --help",
  ],
  [
    "E204",
    { option: "--batch", command: "gantry train" },
    "--batch needs a value\nhelp  gantry train --help",
    "--batch 需要一个值\n帮助  gantry train --help",
  ],
  [
    "E205",
    { got: ["a", "b"], command: "gantry train" },
    'gantry train does not take "a" "b"\na path with blanks needs quotes; help  gantry train --help',
    "gantry train 不接受 “a” “b”\n含空格的路径需要加引号；帮助  gantry train --help",
  ],
  [
    "E207",
    { where: "--out", expected: "a .png or .npy file for points", got: "x.bmp" },
    "--out: expected a .png or .npy file for points, got x.bmp.",
    "--out：需要点数据的 .png 或 .npy 文件，得到 x.bmp。",
  ],
  [
    "E208",
    { root: "runs" },
    "no run in runs is unfinished.\nname one and a longer way: gantry resume 1 --steps 10000",
    "runs 中没有未完成的训练任务。\n请指定一个任务和更多步数：gantry resume 1 --steps 10000",
  ],
  [
    "E209",
    { got: "mpl", suggestion: "mlp", known: ["mlp"] },
    "there is no workload called mpl.\ndid you mean  mlp ?",
    "没有名为 mpl 的基准任务。\n您是否想输入  mlp ？",
  ],
  [
    "E210",
    { got: "E333", suggestion: null },
    "there is no code E333.\ncodes look like E101, W310",
    "没有代码 E333。\n代码形如 E101、W310",
  ],
  [
    "E211",
    { paths: ["README.md"] },
    "README.md is there already; nothing was written.\nname another folder: gantry init my-gan",
    "README.md 已存在，没有写入任何内容。\n请指定另一个文件夹：gantry init my-gan",
  ],
  [
    "E212",
    { where: "--class" },
    "--class: this generator was trained without classes.\nleave it out",
    "--class：这个生成器训练时没有类别。\n请去掉它",
  ],
  [
    "E213",
    { where: "--class", known: ["cat", "dog"], got: "cow" },
    "--class: expected one of 2 classes, 0 to 1: cat, dog; got cow.",
    "--class：应为 2 个类别之一，编号 0 至 1：cat、dog；得到 cow。",
  ],
  [
    "E213",
    { where: "--class", known: ["0", "1", "2"], got: "11" },
    "--class: expected one of 3 classes, 0 to 2; got 11.",
    "--class：应为 3 个类别之一，编号 0 至 2；得到 11。",
  ],
  [
    "E213",
    { where: "--class", known: [], got: "x" },
    "--class: expected the number of a class, from 0, got x.",
    "--class：应为从 0 开始的类别编号，得到 x。",
  ],
  [
    "E109",
    { recipe: "--conditional", needs: "knowledge", instead: null },
    "--conditional needs labels or attributes, and the data have none.\ngive labelled data: mnist, cifar10, strokes, or images with a folder for each class; or a folder of images with an attributes.csv",
    "--conditional 需要标签或属性，而数据中没有。\n请给出带标签的数据：mnist、cifar10、strokes，或每个类别一个文件夹的图片；或带有 attributes.csv 的图片文件夹",
  ],
  [
    "E109",
    { recipe: "mine", needs: "attributes", instead: null },
    "the recipe mine needs attributes, and the data have none.\ngive a folder of images with an attributes.csv",
    "配方 mine 需要属性，而数据中没有。\n请给出带有 attributes.csv 的图片文件夹",
  ],
  [
    "E214",
    { where: "--y", got: "agee", suggestion: "age", known: ["age", "smiling"] },
    '--y: expected attributes by name, and this generator has none called "agee".\ndid you mean  age ?',
    "--y：应按名称给出属性，而这个生成器没有名为“agee”的属性。\n您是否想输入  age ？",
  ],
  [
    "E215",
    { where: "--y" },
    "--y: this generator was trained without attributes.\nleave it out",
    "--y：这个生成器训练时没有属性。\n请去掉它",
  ],
  [
    "E901",
    { problem: "x is not a function", report: "/tmp/r" },
    "something went wrong inside Gantry: x is not a function\na report, without your data, is at /tmp/r",
    "Gantry 内部出错：x is not a function\n报告（不含您的数据）位于 /tmp/r",
  ],
];

test.each(cases)("%s %o", (code, parameters, en, zh) => {
  expect(errorSentence(code, parameters as never, "en")).toBe(en);
  expect(errorSentence(code, parameters as never, "zh")).toBe(zh);
});
