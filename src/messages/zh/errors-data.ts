/** @file `data` 的错误（`E3xx`）、警告（`W3xx`）与说明（`N3xx`）。 */
import type { CropName, dataErrors as en, HeaderProblem, SideName } from "../en/errors-data.ts";
import { detailText, spaced, thingText } from "./details.ts";

const n = (value: number): string => value.toLocaleString("en-GB");

/** 最多列出八项，并说明其余的数量。 */
const some = (items: readonly string[]): string =>
  items.length <= 8 ? items.join("、") : `${items.slice(0, 8).join("、")}，另有 ${n(items.length - 8)} 项`;

const side = (of: SideName = "shorter"): string => ({ shorter: "短边", longer: "长边" })[of];

const cropped: Readonly<Record<CropName, string>> = {
  centre: "居中裁成正方形",
  top: "裁成正方形（竖图取上部，横图居中）",
  attention: "裁出最醒目的正方形",
  none: "不裁剪，四周补白（保留透明度时补透明）",
};

const headerProblems: Readonly<Record<HeaderProblem, (got: string) => string>> = {
  columns: (got) => `只有“${got}”`,
  numbers: (got) => `其中有数字：${got}`,
  empty: (column) => `第 ${column} 列是空的`,
  letters: (name) => `得到“${name}”；名称中不能有“=”和逗号`,
  repeated: (name) => `“${name}”出现了两次`,
};

export const dataErrors: typeof en = {
  E300: (p) =>
    `没有名为“${p.spec}”的数据集，也没有这个路径。\n` +
    (p.suggestion === null ? `可用的数据集：${p.known.join("、")}` : `您是否想输入  ${p.suggestion} ？`) +
    "\n也可以给出路径：图片文件夹、IDX、CIFAR 二进制文件、.npy 或 .csv",
  E301: (p) =>
    `${p.folder}：没有找到图片。查找的扩展名：${p.extensions.join("、")}；` +
    (p.saw.length === 0 ? "文件夹是空的。" : `看到的文件：${p.saw.join("、")}。`) +
    "\n请给出一个自身或子文件夹里有图片的文件夹",
  E302: (p) =>
    `${p.folder}：${p.count === 1 ? "唯一的一张图片无法读取" : `${n(p.count)} 张图片全部无法读取`}。` +
    `${p.file}：${detailText(p.detail)}。\n请确认这些文件能用看图软件打开，或重新复制`,
  E303: (p) =>
    `${p.file}：需要${spaced(thingText(p.expected))}，得到${spaced(thingText(p.got))}。\n请给出正确的文件，或重新获取这个文件`,
  E304: (p) =>
    `${p.file}：${p.format} 应有 ${n(p.expected)} 字节，实际有 ${n(p.got)} 字节：` +
    `${p.got < p.expected ? "文件不完整" : "文件比它声明的更长"}。\n请重新获取`,
  E305: (p) =>
    `${p.labels}：有 ${n(p.labelCount)} 个标签，而 ${p.images} 有 ${n(p.imageCount)} 张图片。\n` +
    "请给出与图片对应的标签文件；若要不带标签训练，请移走标签文件",
  E306: (p) =>
    `${p.file}：第 ${n(p.item)} 条记录的标签是 ${p.got}，应在 0 到 ${p.classes - 1} 之间。\n` +
    "文件不是所认为的格式，或已损坏：请重新获取",
  E307: (p) => `${p.file}：无法解压（${detailText(p.detail)}）。\n请重新获取`,
  E308: (p) => `${p.name}：训练至少需要 2 个样本，得到 ${p.count} 个。\n请添加样本，或换一个数据集`,
  E309: (p) =>
    `--batch ${p.batch}：批量大于数据量，${p.name} 只有 ${n(p.count)} 个样本。\n请用 --batch ${p.count} 或更小的值，或添加数据`,
  E311: (p) =>
    `${p.file}:${p.line}：第 ${p.column} 列${p.attribute === undefined ? "" : `（${p.attribute}）`}应是数字，` +
    `得到${p.got === "" ? "空值" : `“${p.got}”`}。\n` +
    (p.attribute === undefined
      ? "只有第一行可以是列名；请去掉不是数字的列"
      : "请在此填入数字；或删去这一行，并把它的图片移出文件夹；train 与 data 可用 --attributes 列出要用的列"),
  E312: (p) => `${p.file}:${p.line}：应与第一行一样有 ${p.expected} 列，得到 ${p.got} 列。\n请修正这一行`,
  E313: (p) =>
    `${p.file}：需要${spaced(thingText(p.expected))}，得到${spaced(thingText(p.got))}。\n请重新保存数组：numpy.save(path, numpy.ascontiguousarray(x, "<f4"))`,
  E314: (p) => `${p.file}：第 ${n(p.item)} 个样本的第 ${p.column} 列是 ${p.got}，应是有限的数。\n请去掉或修正这个样本`,
  E315: (p) =>
    `本系统无法加载图像库“sharp”：${p.detail}\n请用  ${p.command}  安装（点数据、IDX、CIFAR 和内置数据集不需要它）`,
  E316: (p) => `--classes ${p.wanted}：没有这个类别。\n类别：${p.classes.join("、")}`,
  E317: (p) => `--classes：${p.name} 没有标签。\n请去掉这个选项，或把每个类别的图片放进各自的文件夹`,
  E318: (p) => `--size ${p.got}：应是 ${p.min} 到 ${p.max} 之间的整数像素。`,
  E319: (p) => `--channels ${p.got}：应是 1（灰度）、3（RGB）或 4（RGBA，保留透明度）。`,
  E320: (p) =>
    `${p.set}：无法下载 ${p.file}。\n${p.tries.map((line) => `  ${line}`).join("\n")}\n` +
    `请检查网络后重试（会从中断处继续），或把文件放进 ${p.folder}，或用 --data-dir 指定存有它的文件夹`,
  E321: (p) => `${p.url}：SHA-256 应为 ${p.expected}，得到 ${p.got}。\n收到的内容已丢弃；请重试或换一个网络`,
  E322: (p) => `${p.path}：没有这个文件或文件夹。\n请检查路径`,
  E323: (p) => `${p.path}：无法读取（${detailText(p.detail)}）。\n请检查读取权限，以及文件是否还在原处`,
  E324: (p) => `${p.file}：文件是空的。\n请重新获取`,
  E325: (p) =>
    `${p.file}：不是可以读取的数据；文件开头是 ${p.begins}。\n请给出图片文件夹、IDX、CIFAR 二进制文件、.npy 或 .csv`,
  E326: (p) => `${p.option} 只用于图片，而 ${p.name} 是点数据。\n请去掉这个选项`,
  E327: (p) =>
    `${p.folder}：需要 ${p.set} 的文件，得到的是 ${p.got} 的文件。\n请改用 ${p.got}，或用 --data-dir 指定别的文件夹`,
  E328: (p) => `${p.where}：应是 ≥ 1 的整数，得到 ${p.got}。`,
  E329: (p) => `${p.folder}：这里有 ${p.set}，但没有它的 ${p.split} 部分。\n请添加文件，或使用另一部分`,
  E330: (p) => `${p.file}：只有一张图片，不足以训练。\n请给出文件夹：${p.folder}`,
  E331: (p) => `${p.path}：无法写入（${detailText(p.detail)}）。\n请在该处腾出空间，或用 GANTRY_CACHE 指定别的文件夹`,
  E332: (p) => `--channels ${p.got}：${p.name} 的 3 个通道中各有一个数字。\n请去掉这个选项`,
  E333: (p) =>
    `${p.name}：${p.source} 的每张图片都应有标签，却没有找到：类别由三个数字组成。\n请把标签文件放到 ${p.source} 的图片旁边`,
  E334: (p) =>
    `${p.file}:${p.line}：这一行应是列名：先是文件列的名称，再是每个属性的名称；${headerProblems[p.problem](p.got)}。\n` +
    "请以  file,smiling,age  这样的一行开头，或移走这个 CSV；train 与 data 可用 --attributes none 忽略它",
  E335: (p) => `${p.file}:${p.line}：每张图片只应有一行，而 ${p.image} 在第 ${p.first} 行已经出现过。\n请去掉其中一行`,
  E336: (p) =>
    `${p.file}：文件夹中的 ${n(p.count)} 张图片都应有一行，但有 ${n(p.missing.length)} 张没有：${some(p.missing)}。\n` +
    "请补上这些行，或把这些图片移到别处",
  E337: (p) =>
    `${p.file}：有 ${n(p.rows.length)} 行对应的图片不在文件夹中：` +
    `${some(p.rows.map(({ line, image }) => `${image}（第 ${line} 行）`))}。\n` +
    (p.suggestion === null ? "" : `第 ${p.rows[0]?.line} 行您是否想输入  ${p.suggestion} ？\n`) +
    `第一列应是图片在文件夹中的路径，例如 ${p.like}；请修正或去掉这些行`,
  E338: (p) =>
    `--attributes ${p.wanted}：没有这个属性。\n` +
    (p.suggestion === null ? `属性：${some(p.known)}` : `您是否想输入  ${p.suggestion} ？`),
  E339: (p) =>
    `${p.file}：所有图片的 ${p.name} 都是 ${p.value}，不提供任何信息。\n请去掉这一列；train 与 data 可用 --attributes 指定其他列`,
  E340: (p) =>
    `${p.where}：需要带有 ${p.file} 的图片文件夹；${p.name} 没有属性。\n` +
    "请把 CSV 放到图片旁边，或用 --attributes-file 指定",
  E341: (p) =>
    `${p.set}：本机没有 ${p.file}（${(p.bytes / 1e6).toFixed(1)} MB），而 GANTRY_OFFLINE 禁止下载。\n` +
    `请取消该变量，或把文件放进 ${p.folder}，或用 --data-dir 指定存有它的文件夹`,
  E342: (p) =>
    `--exclude ${some(p.names)}：${p.folder} 中没有这${p.names.length === 1 ? "张" : "些"}图片。\n` +
    (p.suggestion === null
      ? `请写出图片在文件夹中的路径，例如 ${p.like}；名称含逗号的，请写进配置文件的列表`
      : `您是否想输入  ${p.suggestion} ？`),
  E343: (p) => `--exclude：需要图片文件夹；${p.name} 没有可排除的文件。\n请去掉这个选项`,
  E344: (p) => `--crop ${p.crop}：需要图片文件夹，而 ${p.name} 不是。\n请去掉这个选项`,

  W301: (p) => `${p.file}：已跳过，无法读取：${detailText(p.detail)}。`,
  W302: (p) => `${p.file}：已跳过，文件是空的。`,
  W303: (p) =>
    `${p.file}：已跳过，它声明有 ${n(p.width)} × ${n(p.height)} 像素；最多读取 ${(p.limit / 1e8).toFixed(1)} 亿像素。`,
  W304: (p) => `${p.folder}：类别文件夹旁边有 ${n(p.count)} 张图片不属于任何类别，因此全部图片都不带标签。`,
  W305: (p) => `${p.name}：只有数据集的一部分，${n(p.total)} 个样本中的 ${n(p.count)} 个。`,
  W306: (p) => `已忽略 ${n(p.count)} 张图片：无法读取 ${p.kinds} 格式；如需使用，请转换为 PNG 或 JPEG。`,
  W307: (p) => `${p.file}：内容与公开发布的 ${p.set} 不同。`,
  W308: (p) => `${p.folder}：无法在此保存解码后的图片（${detailText(p.detail)}）；下次运行会重新解码。`,
  W309: (p) => `${n(p.total)} 个样本中有 ${n(p.count)} 个与前面的样本完全相同。`,
  W310: (p) => `只有 ${n(p.count)} 个样本，数量偏少：训练一段时间后生成器可能会记住样本。`,
  W311: (p) => `${p.file}：已忽略：${detailText(p.detail)}。`,
  W312: (p) => `${p.file}：已排除，由 --exclude 指定。`,

  N301: (p) => `尺寸 ${p.size}：不超过图片${side(p.of)}（中位数 ${p.side} 像素）的最大支持尺寸。`,
  N302: (p) => `尺寸 ${p.size}：适合在 CPU 上训练的最大尺寸；图片${side(p.of)}的中位数是 ${p.side} 像素。`,
  N303: (p) => `尺寸 ${p.size}：支持的最小尺寸；图片${side(p.of)}的中位数是 ${p.side} 像素。`,
  N304: (p) => `尺寸 ${p.size}：按您的指定。`,
  N305: (p) => `尺寸 ${p.size}：与图片原有尺寸相同。`,
  N306: () => "1 个通道：所有图片都是灰度图。",
  N307: (p) => `3 个通道（RGB）：${n(p.count)} 张图片中有 ${n(p.colour)} 张是彩色的。`,
  N308: (p) =>
    `3 个通道（RGB）：${n(p.count)} 张图片中有 ${n(p.transparent)} 张可能透明，已铺在白色背景上；--channels 4 保留透明度。`,
  N309: (p) => `${p.channels} 个通道：按您的指定。`,
  N310: (p) => `${p.channels} 个通道：与图片原有通道相同。`,
  N311: (p) => `每张图片：按 EXIF 方向摆正，${cropped[p.crop ?? "centre"]}，用 Lanczos 3 抗锯齿缩放。`,
  N312: (p) =>
    `3 个通道：各有一个数字，红色为百位；按种子 ${p.seed} 从 ${p.source} 中抽取 ${n(p.count)} 组，每组三张。`,
  N313: (p) => `${p.name} 未使用：这个 GAN 不接收属性；配方若有 --conditional，用它即可告知属性。`,
};
