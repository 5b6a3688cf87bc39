/** @file Every sentence about data, in both languages. The table is exhaustive by its type. */
import { expect, test } from "vitest";
import { dataErrors as en } from "./en/errors-data.ts";
import { dataErrors as zh } from "./zh/errors-data.ts";

type Codes = typeof en;
type Examples = { readonly [C in keyof Codes]: Parameters<Codes[C]>[0] };

const examples: Examples = {
  E300: { spec: "ring9", suggestion: "ring8", known: ["ring8"] },
  E301: { folder: "./photos", extensions: [".png", ".jpg"], saw: ["a.txt", "b.doc"] },
  E302: { folder: "./photos", count: 3, file: "a.png", detail: "Input buffer contains unsupported image format" },
  E303: { file: "t.gz", expected: "IDX images (2051)", got: "IDX labels (2049)" },
  E304: { file: "t.gz", format: "IDX", expected: 47_040_016, got: 1000 },
  E305: { images: "train-images", imageCount: 60_000, labels: "t10k-labels", labelCount: 10_000 },
  E306: { file: "x.bin", item: 1200, got: 77, classes: 10 },
  E307: { file: "x.gz", detail: "unexpected end of file" },
  E308: { name: "photos", count: 1 },
  E309: { name: "photos", batch: 64, count: 12 },
  E311: { file: "p.csv", line: 3, column: 2, got: "cat" },
  E312: { file: "p.csv", line: 3, expected: 2, got: 3 },
  E313: { file: "p.npy", expected: "C order", got: "Fortran order" },
  E314: { file: "p.npy", item: 4, column: 1, got: "NaN" },
  E315: { detail: "Could not load the module", command: "npm install sharp" },
  E316: { wanted: "11", classes: ["0", "1"] },
  E317: { name: "swissroll" },
  E318: { got: 4, min: 8, max: 1024 },
  E319: { got: 2 },
  E320: { set: "mnist", file: "t10k.gz", tries: ["https://a/: HTTP 404", "https://b/: ECONNRESET"], folder: "/cache" },
  E321: { url: "https://a/x", expected: "0123", got: "4567" },
  E322: { path: "./nope" },
  E323: { path: "./secret", detail: "EACCES" },
  E324: { file: "x.gz" },
  E325: { file: "README.md", begins: "23 20 52 65" },
  E326: { option: "--size", name: "ring8" },
  E327: { folder: "./data", set: "fashion-mnist", got: "mnist" },
  E328: { where: "--batch", got: 0 },
  E329: { folder: "./cifar10", set: "cifar10", split: "test" },
  E330: { file: "./photos/a.png", folder: "./photos" },
  E331: { path: "/cache/x", detail: "ENOSPC" },
  E332: { name: "stacked-mnist", got: 1 },
  E333: { name: "stacked-mnist", source: "mnist" },
  E334: { file: "a.csv", line: 1, problem: "columns", got: "file" },
  E335: { file: "a.csv", line: 9, image: "a.png", first: 3 },
  E336: { file: "a.csv", missing: ["a.png", "b.png"], count: 400 },
  E337: { file: "a.csv", rows: [{ line: 3, image: "x.png" }], like: "cats/a.png", suggestion: null },
  E338: { wanted: "agee", suggestion: "age", known: ["age", "smiling"] },
  E339: { file: "a.csv", name: "age", value: 40 },
  E340: { where: "--attributes", name: "mnist", file: "attributes.csv" },
  E341: { set: "mnist", file: "t10k.gz", bytes: 9_912_422, folder: "/cache" },
  E342: { names: ["cats/x.png", "y.png"], folder: "./photos", like: "cats/a.png", suggestion: null },
  E343: { name: "mnist" },
  E344: { name: "mnist", crop: "top" },
  W301: { file: "a.png", detail: "premature end of JPEG image" },
  W302: { file: "a.png" },
  W303: { file: "a.png", width: 60_000, height: 60_000, limit: 268_402_689 },
  W304: { folder: "./photos", count: 2 },
  W305: { name: "cifar10", count: 4000, total: 50_000 },
  W306: { count: 3, kinds: ".bmp .heic" },
  W307: { file: "t.gz", set: "mnist" },
  W308: { folder: "/cache", detail: "EROFS" },
  W309: { count: 46, total: 4009 },
  W310: { count: 40 },
  W311: { file: "link.png", detail: "ENOENT" },
  W312: { file: "cats/a.png" },
  N301: { size: 64, side: 72 },
  N302: { size: 64, side: 800 },
  N303: { size: 16, side: 8 },
  N304: { size: 32 },
  N305: { size: 28 },
  N306: {},
  N307: { colour: 1, count: 3 },
  N308: { transparent: 4009, count: 4009 },
  N309: { channels: 1 },
  N310: { channels: 3 },
  N311: { crop: "top" },
  N312: { source: "mnist", count: 128_000, seed: 0 },
  N313: { name: "attributes.csv" },
};

const sentences = (language: typeof en): string =>
  (Object.keys(examples) as (keyof Codes)[])
    .map((code) => `${code} ${(language[code] as (p: unknown) => string)(examples[code])}`)
    .join("\n");

test("English", () => {
  expect(sentences(en)).toMatchInlineSnapshot(`
    "E300 there is no data set and no path called "ring9".
    did you mean  ring8 ?
    or give a path: a folder of images, IDX, CIFAR binary, .npy or .csv
    E301 ./photos: no images found. Looked for .png, .jpg; saw a.txt, b.doc.
    give a folder that holds images, in itself or in its subfolders
    E302 ./photos: none of its 3 images can be read. a.png: it is no image, or an image of a kind that is not read.
    check that the files open in an image viewer, or copy them again
    E303 t.gz: expected IDX images (2051), got IDX labels (2049).
    give the right file, or fetch this one again
    E304 t.gz: IDX of 47,040,016 bytes expected, got 1,000 bytes: the file is cut short.
    fetch it again
    E305 t10k-labels: 10,000 labels for the 60,000 images of train-images.
    give the label file that belongs to the images, or take the label file away to train without labels
    E306 x.bin: record 1,200 has the label 77, expected 0 to 9.
    this is not the format it was taken for, or the file is damaged: fetch it again
    E307 x.gz: cannot be decompressed (it is cut short).
    fetch it again
    E308 photos: expected at least 2 items to train on, got 1.
    add more, or give another data set
    E309 --batch 64: the batch is larger than the data, photos has 12 items.
    use --batch 12 or less, or add data
    E311 p.csv:3: expected a number in column 2, got "cat".
    only the first line may hold names; take away columns that are not numbers
    E312 p.csv:3: expected 2 columns as in the first line, got 3.
    mend the line
    E313 p.npy: expected C order, got Fortran order.
    save the array again: numpy.save(path, numpy.ascontiguousarray(x, "<f4"))
    E314 p.npy: item 4 has NaN in column 1, expected a finite number.
    take the item away or mend it
    E315 the image library "sharp" cannot be loaded on this system: Could not load the module
    install it with  npm install sharp  (points, IDX, CIFAR and embedded sets work without it)
    E316 --classes 11: there is no such class.
    classes: 0, 1
    E317 --classes: swissroll has no labels.
    leave it out, or put the images of each class into a folder of their own
    E318 --size 4: expected a whole number of pixels from 8 to 1024.
    E319 --channels 2: expected 1 (grey), 3 (RGB) or 4 (RGBA, transparency kept).
    E320 mnist: t10k.gz could not be downloaded.
      https://a/: HTTP 404
      https://b/: ECONNRESET
    check the connection and try again (it continues where it stopped), or put the file into /cache, or name the folder that has it with --data-dir
    E321 https://a/x: expected SHA-256 0123, got 4567.
    the bytes were thrown away; try again or use another network
    E322 ./nope: there is no such file or folder.
    check the path
    E323 ./secret: cannot be read (permission denied, EACCES).
    check that the file may be read and is where it was
    E324 x.gz: the file is empty.
    fetch it again
    E325 README.md: not a kind of data that is read here; it begins with 23 20 52 65.
    give a folder of images, IDX, CIFAR binary, .npy or .csv
    E326 --size is for images, and ring8 holds points.
    leave it out
    E327 ./data: expected the files of fashion-mnist, got those of mnist.
    name mnist, or another folder with --data-dir
    E328 --batch: expected a whole number ≥ 1, got 0.
    E329 ./cifar10: cifar10 is here, but no file of its test part.
    add the file, or use the other part
    E330 ./photos/a.png: one image is not enough to train on.
    give the folder: ./photos
    E331 /cache/x: cannot be written (the disk is full, ENOSPC).
    free some space there, or set GANTRY_CACHE to another folder
    E332 --channels 1: stacked-mnist holds a digit in each of 3 channels.
    leave it out
    E333 stacked-mnist: expected a label for each image of mnist, got none: a class is its three digits.
    put the label file beside the images of mnist
    E334 a.csv:1: expected names, that of the file column and one for each attribute, got only "file".
    begin with a line such as  file,smiling,age  , or take the CSV away; train and data pass it over with --attributes none
    E335 a.csv:9: expected one row for each image, but a.png has one in line 3 already.
    take one of the two away
    E336 a.csv: expected a row for each of the folder's 400 images, but 2 have none: a.png, b.png.
    add the rows, or move the images elsewhere
    E337 a.csv: 1 row is of images that the folder does not have: x.png (line 3).
    the first column holds paths within the folder, such as cats/a.png; mend the rows or take them away
    E338 --attributes agee: there is no such attribute.
    did you mean  age ?
    E339 a.csv: age is 40 for every image, so it tells nothing.
    take the column away; train and data can name the others with --attributes
    E340 --attributes: expected a folder of images with an attributes.csv; mnist has no attributes.
    put the CSV beside the images, or name it with --attributes-file
    E341 mnist: t10k.gz (9.9 MB) is not on this computer, and GANTRY_OFFLINE forbids downloads.
    unset it, or put the file into /cache, or name the folder that has it with --data-dir
    E342 --exclude cats/x.png, y.png: ./photos has no such images.
    give paths within the folder, such as cats/a.png; a name with a comma stands in a configuration file, in a list
    E343 --exclude: expected a folder of images; mnist has no files to leave out.
    leave it out
    E344 --crop top: expected a folder of images; mnist is none.
    leave it out
    W301 a.png: skipped, it cannot be read: it is cut short.
    W302 a.png: skipped, it is empty.
    W303 a.png: skipped, it claims 60,000 × 60,000 pixels, and at most 268 million are read.
    W304 ./photos: 2 images beside the class folders belong to no class, so none has a label.
    W305 cifar10: a part of the set, 4,000 of 50,000 items.
    W306 3 images passed over: .bmp .heic is not read; convert to PNG or JPEG to use them.
    W307 t.gz: other bytes than the published mnist.
    W308 /cache: the decoded images cannot be kept here (the drive is read-only, EROFS); the next run decodes them again.
    W309 46 of 4,009 items look exactly like an earlier one.
    W310 40 items are few: expect the generator to memorise after a while.
    W311 link.png: passed over: there is no such file, ENOENT.
    W312 cats/a.png: left out, as --exclude asks.
    N301 size 64: the largest supported size within the images' shorter side (median 72 pixels).
    N302 size 64: the largest that trains on a CPU (the images' shorter side: median 800 pixels).
    N303 size 16: the smallest supported size (the images' shorter side: median 8 pixels).
    N304 size 32: as asked.
    N305 size 28: as the images are.
    N306 1 channel: every image is grey.
    N307 3 channels (RGB): 1 of 3 images have colour.
    N308 3 channels (RGB): 4,009 of 4,009 images can be transparent and are laid on white; --channels 4 keeps the transparency.
    N309 1 channel: as asked.
    N310 3 channels: as the images are.
    N311 each image: turned as its EXIF says, the square in its centre, of tall ones at the top, resized with Lanczos 3, antialiased.
    N312 3 channels: a digit in each, red the hundreds; 128,000 triples of mnist drawn by seed 0.
    N313 attributes.csv is left aside: this GAN is not told attributes; --conditional tells them, where the recipe has it."
  `);
});

test("Chinese", () => {
  expect(sentences(zh)).toMatchInlineSnapshot(`
    "E300 没有名为“ring9”的数据集，也没有这个路径。
    您是否想输入  ring8 ？
    也可以给出路径：图片文件夹、IDX、CIFAR 二进制文件、.npy 或 .csv
    E301 ./photos：没有找到图片。查找的扩展名：.png、.jpg；看到的文件：a.txt、b.doc。
    请给出一个自身或子文件夹里有图片的文件夹
    E302 ./photos：3 张图片全部无法读取。a.png：不是图片，或是无法读取的图片格式。
    请确认这些文件能用看图软件打开，或重新复制
    E303 t.gz：需要 IDX 图像（2051），得到 IDX 标签（2049）。
    请给出正确的文件，或重新获取这个文件
    E304 t.gz：IDX 应有 47,040,016 字节，实际有 1,000 字节：文件不完整。
    请重新获取
    E305 t10k-labels：有 10,000 个标签，而 train-images 有 60,000 张图片。
    请给出与图片对应的标签文件；若要不带标签训练，请移走标签文件
    E306 x.bin：第 1,200 条记录的标签是 77，应在 0 到 9 之间。
    文件不是所认为的格式，或已损坏：请重新获取
    E307 x.gz：无法解压（文件不完整）。
    请重新获取
    E308 photos：训练至少需要 2 个样本，得到 1 个。
    请添加样本，或换一个数据集
    E309 --batch 64：批量大于数据量，photos 只有 12 个样本。
    请用 --batch 12 或更小的值，或添加数据
    E311 p.csv:3：第 2 列应是数字，得到“cat”。
    只有第一行可以是列名；请去掉不是数字的列
    E312 p.csv:3：应与第一行一样有 2 列，得到 3 列。
    请修正这一行
    E313 p.npy：需要行优先顺序（C），得到列优先顺序（Fortran）。
    请重新保存数组：numpy.save(path, numpy.ascontiguousarray(x, "<f4"))
    E314 p.npy：第 4 个样本的第 1 列是 NaN，应是有限的数。
    请去掉或修正这个样本
    E315 本系统无法加载图像库“sharp”：Could not load the module
    请用  npm install sharp  安装（点数据、IDX、CIFAR 和内置数据集不需要它）
    E316 --classes 11：没有这个类别。
    类别：0、1
    E317 --classes：swissroll 没有标签。
    请去掉这个选项，或把每个类别的图片放进各自的文件夹
    E318 --size 4：应是 8 到 1024 之间的整数像素。
    E319 --channels 2：应是 1（灰度）、3（RGB）或 4（RGBA，保留透明度）。
    E320 mnist：无法下载 t10k.gz。
      https://a/: HTTP 404
      https://b/: ECONNRESET
    请检查网络后重试（会从中断处继续），或把文件放进 /cache，或用 --data-dir 指定存有它的文件夹
    E321 https://a/x：SHA-256 应为 0123，得到 4567。
    收到的内容已丢弃；请重试或换一个网络
    E322 ./nope：没有这个文件或文件夹。
    请检查路径
    E323 ./secret：无法读取（没有权限，EACCES）。
    请检查读取权限，以及文件是否还在原处
    E324 x.gz：文件是空的。
    请重新获取
    E325 README.md：不是可以读取的数据；文件开头是 23 20 52 65。
    请给出图片文件夹、IDX、CIFAR 二进制文件、.npy 或 .csv
    E326 --size 只用于图片，而 ring8 是点数据。
    请去掉这个选项
    E327 ./data：需要 fashion-mnist 的文件，得到的是 mnist 的文件。
    请改用 mnist，或用 --data-dir 指定别的文件夹
    E328 --batch：应是 ≥ 1 的整数，得到 0。
    E329 ./cifar10：这里有 cifar10，但没有它的 test 部分。
    请添加文件，或使用另一部分
    E330 ./photos/a.png：只有一张图片，不足以训练。
    请给出文件夹：./photos
    E331 /cache/x：无法写入（磁盘已满，ENOSPC）。
    请在该处腾出空间，或用 GANTRY_CACHE 指定别的文件夹
    E332 --channels 1：stacked-mnist 的 3 个通道中各有一个数字。
    请去掉这个选项
    E333 stacked-mnist：mnist 的每张图片都应有标签，却没有找到：类别由三个数字组成。
    请把标签文件放到 mnist 的图片旁边
    E334 a.csv:1：这一行应是列名：先是文件列的名称，再是每个属性的名称；只有“file”。
    请以  file,smiling,age  这样的一行开头，或移走这个 CSV；train 与 data 可用 --attributes none 忽略它
    E335 a.csv:9：每张图片只应有一行，而 a.png 在第 3 行已经出现过。
    请去掉其中一行
    E336 a.csv：文件夹中的 400 张图片都应有一行，但有 2 张没有：a.png、b.png。
    请补上这些行，或把这些图片移到别处
    E337 a.csv：有 1 行对应的图片不在文件夹中：x.png（第 3 行）。
    第一列应是图片在文件夹中的路径，例如 cats/a.png；请修正或去掉这些行
    E338 --attributes agee：没有这个属性。
    您是否想输入  age ？
    E339 a.csv：所有图片的 age 都是 40，不提供任何信息。
    请去掉这一列；train 与 data 可用 --attributes 指定其他列
    E340 --attributes：需要带有 attributes.csv 的图片文件夹；mnist 没有属性。
    请把 CSV 放到图片旁边，或用 --attributes-file 指定
    E341 mnist：本机没有 t10k.gz（9.9 MB），而 GANTRY_OFFLINE 禁止下载。
    请取消该变量，或把文件放进 /cache，或用 --data-dir 指定存有它的文件夹
    E342 --exclude cats/x.png、y.png：./photos 中没有这些图片。
    请写出图片在文件夹中的路径，例如 cats/a.png；名称含逗号的，请写进配置文件的列表
    E343 --exclude：需要图片文件夹；mnist 没有可排除的文件。
    请去掉这个选项
    E344 --crop top：需要图片文件夹，而 mnist 不是。
    请去掉这个选项
    W301 a.png：已跳过，无法读取：文件不完整。
    W302 a.png：已跳过，文件是空的。
    W303 a.png：已跳过，它声明有 60,000 × 60,000 像素；最多读取 2.7 亿像素。
    W304 ./photos：类别文件夹旁边有 2 张图片不属于任何类别，因此全部图片都不带标签。
    W305 cifar10：只有数据集的一部分，50,000 个样本中的 4,000 个。
    W306 已忽略 3 张图片：无法读取 .bmp .heic 格式；如需使用，请转换为 PNG 或 JPEG。
    W307 t.gz：内容与公开发布的 mnist 不同。
    W308 /cache：无法在此保存解码后的图片（磁盘是只读的，EROFS）；下次运行会重新解码。
    W309 4,009 个样本中有 46 个与前面的样本完全相同。
    W310 只有 40 个样本，数量偏少：训练一段时间后生成器可能会记住样本。
    W311 link.png：已忽略：没有这个文件，ENOENT。
    W312 cats/a.png：已排除，由 --exclude 指定。
    N301 尺寸 64：不超过图片短边（中位数 72 像素）的最大支持尺寸。
    N302 尺寸 64：适合在 CPU 上训练的最大尺寸；图片短边的中位数是 800 像素。
    N303 尺寸 16：支持的最小尺寸；图片短边的中位数是 8 像素。
    N304 尺寸 32：按您的指定。
    N305 尺寸 28：与图片原有尺寸相同。
    N306 1 个通道：所有图片都是灰度图。
    N307 3 个通道（RGB）：3 张图片中有 1 张是彩色的。
    N308 3 个通道（RGB）：4,009 张图片中有 4,009 张可能透明，已铺在白色背景上；--channels 4 保留透明度。
    N309 1 个通道：按您的指定。
    N310 3 个通道：与图片原有通道相同。
    N311 每张图片：按 EXIF 方向摆正，裁成正方形（竖图取上部，横图居中），用 Lanczos 3 抗锯齿缩放。
    N312 3 个通道：各有一个数字，红色为百位；按种子 0 从 mnist 中抽取 128,000 组，每组三张。
    N313 attributes.csv 未使用：这个 GAN 不接收属性；配方若有 --conditional，用它即可告知属性。"
  `);
});

test("the other forms of a sentence", () => {
  expect(en.E300({ spec: "x", suggestion: null, known: ["mnist", "ring8"] })).toContain("known: mnist, ring8");
  expect(zh.E300({ spec: "x", suggestion: null, known: ["mnist", "ring8"] })).toContain("可用的数据集：mnist、ring8");
  expect(en.E301({ folder: "f", extensions: [".png"], saw: [] })).toContain("the folder is empty.");
  expect(zh.E301({ folder: "f", extensions: [".png"], saw: [] })).toContain("文件夹是空的。");
  expect(en.E302({ folder: "f", count: 1, file: "a", detail: "d" })).toContain("its only image cannot be read");
  expect(zh.E302({ folder: "f", count: 1, file: "a", detail: "d" })).toContain("唯一的一张图片无法读取");
  expect(en.E304({ file: "f", format: "IDX", expected: 1, got: 2 })).toContain("the file is longer than it says");
  expect(zh.E304({ file: "f", format: "IDX", expected: 1, got: 2 })).toContain("文件比它声明的更长");
  expect(en.E311({ file: "f", line: 1, column: 1, got: "" })).toContain("got nothing.");
  expect(zh.E311({ file: "f", line: 1, column: 1, got: "" })).toContain("得到空值。");
  const unknown = { file: "f", line: 3, column: 2, got: "", attribute: "age" };
  expect(en.E311(unknown)).toBe(
    "f:3: expected a number in column 2 (age), got nothing.\nwrite a number there; or take the line away and its image " +
      "out of the folder; train and data can name the columns to take with --attributes",
  );
  expect(zh.E311(unknown)).toBe(
    "f:3：第 2 列（age）应是数字，得到空值。\n请在此填入数字；或删去这一行，并把它的图片移出文件夹；train 与 data 可用 --attributes 列出要用的列",
  );
  const strange = { file: "f", rows: [{ line: 3, image: "A.PNG" }], like: "b.png", suggestion: "a.png" };
  expect(en.E337(strange)).toContain(".\ndid you mean  a.png  in line 3?\nthe first column");
  expect(zh.E337(strange)).toContain("。\n第 3 行您是否想输入  a.png ？\n第一列");
  const wanted = { wanted: "x", suggestion: null, known: ["age", "smiling"] };
  expect(en.E338(wanted)).toContain("attributes: age, smiling");
  expect(zh.E338(wanted)).toContain("属性：age、smiling");
});

test.each([
  ["columns", "file", 'got only "file".', "只有“file”。"],
  ["numbers", "a.png,1", "got numbers: a.png,1.", "其中有数字：a.png,1。"],
  ["empty", "3", "got nothing in column 3.", "第 3 列是空的。"],
  ["letters", "a=b", 'got "a=b"; a name holds no "=" and no comma.', "得到“a=b”；名称中不能有“=”和逗号。"],
  ["repeated", "age", 'got "age" twice.', "“age”出现了两次。"],
] as const)("a first line without names: %s", (problem, got, english, chinese) => {
  expect(en.E334({ file: "a.csv", line: 1, problem, got })).toContain(english);
  expect(zh.E334({ file: "a.csv", line: 1, problem, got })).toContain(chinese);
});

test("every Chinese sentence is Chinese", () => {
  for (const line of sentences(zh).split(/\n(?=[EWN]3)/)) expect(line).toMatch(/\p{Script=Han}/u);
});

test.each([
  [undefined, "the square in its centre", "居中裁成正方形"],
  ["centre", "the square in its centre", "居中裁成正方形"],
  ["top", "the square in its centre, of tall ones at the top", "裁成正方形（竖图取上部，横图居中）"],
  ["attention", "the square that most draws the eye", "裁出最醒目的正方形"],
  ["none", "whole, padded with white (with transparency where that is kept)", "不裁剪，四周补白（保留透明度时补透明）"],
] as const)("a note says how pictures were cropped: %s", (crop, english, chinese) => {
  const parameters = crop === undefined ? {} : { crop };
  expect(en.N311(parameters)).toContain(`EXIF says, ${english}, resized`);
  expect(zh.N311(parameters)).toContain(`方向摆正，${chinese}，用 Lanczos`);
});

test("a note says which side of the pictures gave their size", () => {
  const found = { size: 64, side: 72 };
  expect(en.N301(found)).toContain("images' shorter side");
  expect(en.N301({ ...found, of: "longer" })).toContain("images' longer side");
  expect(zh.N303({ ...found, of: "longer" })).toContain("图片长边的中位数");
});
