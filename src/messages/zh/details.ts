/** @file 系统与程序库对失败原因的说法，译成文字；未列出的照原样显示。 */

const systemWords: Readonly<Record<string, string>> = {
  EACCES: "没有权限",
  EADDRINUSE: "已有其他程序在监听",
  EADDRNOTAVAIL: "本机没有这个地址",
  EBUSY: "正被其他程序使用",
  EIO: "磁盘报告故障",
  EISDIR: "这是一个文件夹",
  ELOOP: "链接形成了循环",
  EMFILE: "打开的文件过多",
  ENAMETOOLONG: "名称过长",
  ENOENT: "没有这个文件",
  ENOSPC: "磁盘已满",
  ENOTDIR: "路径中有一部分是文件",
  EPERM: "没有权限",
  EROFS: "磁盘是只读的",
};

/** 图像库与解压库的说法；以最先匹配者为准。 */
const libraryWords: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/unsupported image format/i, () => "不是图片，或是无法读取的图片格式"],
  [/corrupt header|bad header|ihdr/i, () => "文件开头已损坏"],
  [/premature end|unexpected end|truncated|not enough data/i, () => "文件不完整"],
  [/^0 bytes$/, () => "文件是空的"],
  [/^(\d+ × \d+) pixels$/, ([, size]) => `它声明有 ${size} 像素，超出读取上限`],
];

/** @param detail 系统代码（`EACCES`），或程序库的说法 */
export function detailText(detail: string): string {
  const system = systemWords[detail];
  if (system !== undefined) return `${system}，${detail}`;
  for (const [pattern, words] of libraryWords) {
    const match = pattern.exec(detail);
    if (match !== null) return words(match);
  }
  return detail.replace(/[\s:.]+$/, "");
}

/** 代码中以英文写出的“需要什么”，译成中文；未列出的照原样显示。 */
const things: readonly (readonly [RegExp, string])[] = [
  [/^an? (?:number) > 0$/, "大于 0 的数"],
  [/^an? (?:number) ≥ 0$/, "不小于 0 的数"],
  [/^a number in \[0, 1\)$/, "不小于 0、小于 1 的数"],
  [/^an integer ≥ (\d+)$/, "不小于 $1 的整数"],
  [/^extents ≥ 1$/, "不小于 1 的尺寸"],
  [/^one of (.+)$/, "$1 之一"],
  [/^(\d+) labels$/, "$1 个标签"],
  [/^(\d+) elements$/, "$1 个元素"],
  [/^at least 2 stops and 2 frames$/, "至少 2 个停留点和 2 帧"],
  [/^stops of one length$/, "长度相同的停留点"],
  [/^square images$/, "正方形图像"],
  [/^one tensor or more$/, "至少一个张量"],
  [/^a generator of float32$/, "float32 的生成器"],
  [/^no other option of export$/, "不与其他导出选项同用"],
  [/^a value$/, "一个值"],
  [/^none$/, "没有"],
  [/^IDX images \((\d+)\)$/, "IDX 图像（$1）"],
  [/^IDX labels \((\d+)\)$/, "IDX 标签（$1）"],
  [/^all or a whole number of at least 1$/, "all 或不小于 1 的整数"],
  [/^(.+), a name and a number$/, "名称与数值，如 $1"],
  [/^each name once$/, "每个名称只写一次"],
  [/^at most (\d+), the length of z \(--z\)$/, "不超过 $1，即 z 的长度（--z）"],
  [/^a finite number$/, "有限的数"],
  [/^(\d+) numbers, one a row$/, "$1 个数，每行一个"],
  [/^(\d+) numbers, (\d+) an item$/, "$1 个数，每个样本 $2 个"],
  [/^names that differ, one at least$/, "互不相同的名称，至少一个"],
  [/^numbers that differ$/, "不全相同的数"],
  [/^(\S+) for each item$/, "每个样本都是 $1"],
  [/^last, best or a step$/, "last、best 或某一步的编号"],
  [/^a \.png, \.npy or \.csv file, or a folder$/, ".png、.npy 或 .csv 文件，或文件夹"],
  [/^a \.png, \.npy or \.csv file for points$/, "点数据的 .png、.npy 或 .csv 文件"],
  [/^a \.gif, \.png or \.npy file, or a folder$/, ".gif、.png 或 .npy 文件，或文件夹"],
  [/^a \.png or \.npy file for points$/, "点数据的 .png 或 .npy 文件"],
  [/^a \.png or \.npy file or a folder for images$/, "图像的 .png 或 .npy 文件，或文件夹"],
  [/^C order$/, "行优先顺序（C）"],
  [/^Fortran order$/, "列优先顺序（Fortran）"],
  [/^version 1 to 3$/, "第 1 至 3 版"],
];

/** 需要什么、得到什么：例如 “IDX images (2051)” 译为 “IDX 图像（2051）”。 */
export function thingText(text: string): string {
  const [pattern, words] = things.find(([known]) => known.test(text)) ?? [];
  if (pattern === undefined || words === undefined) return text.replaceAll(" or ", " 或 ");
  return text.replace(pattern, words);
}

/** 中文与西文、数字之间空一格。 */
export const spaced = (text: string): string => (/^[\x21-\x7e]/.test(text) ? ` ${text}` : text);
