/** Every sentence of the store, in both languages. */
import { expect, test } from "vitest";
import type { storeErrors } from "../messages/en/errors-store.ts";
import { type ErrorCode, type ErrorParameters, errorSentence } from "../messages/errors.ts";

type StoreCode = keyof typeof storeErrors;
type Row<C extends StoreCode> = readonly [parameters: ErrorParameters<C>, en: string, zh: string];

const hash = { kind: "hash", expected: "a".repeat(64), got: "b".repeat(64) } as const;

const rows: { readonly [C in StoreCode]: Row<C> } = {
  E500: [
    { path: "/x/out" },
    "/x/out is a file, and a run needs a folder there. Give another folder with --out, or move the file away.",
    "/x/out 是一个文件，而训练任务需要文件夹。请用 --out 指定其他文件夹，或移走该文件。",
  ],
  E501: [
    { path: "checkpoints/000500", tensor: "G.0.weight", expected: "float32 [64, 3]", got: null },
    "checkpoints/000500: tensor G.0.weight should be float32 [64, 3], and is absent. Resume with the recipe and settings of run.json, or start a new run.",
    "checkpoints/000500：张量 G.0.weight 应为 float32 [64, 3]，实际不存在。请使用 run.json 中的方案与设置继续训练，或新建训练任务。",
  ],
  E502: [
    { path: "/x/last.json" },
    "the disk is full: /x/last.json could not be written. Free some space and resume; what was saved before is whole.",
    "磁盘已满：无法写入 /x/last.json。请释放空间后继续训练；此前保存的内容完好。",
  ],
  E503: [
    { path: "/x", action: "write", reason: "EACCES" },
    "/x could not be written (permission denied, EACCES). Check the folder's permissions and whether the drive is still there.",
    "无法写入 /x（没有权限，EACCES）。请检查文件夹权限以及磁盘是否仍然可用。",
  ],
  E504: [
    { run: "9", root: "/runs", seen: ["0001-a", "0002-b"] },
    "there is no run 9. /runs holds 0001-a, 0002-b. Give one of those, or a run's folder.",
    "没有名为 9 的训练任务。/runs 中有：0001-a、0002-b。请从中选择，或给出任务的文件夹。",
  ],
  E505: [
    { path: "/x", seen: [] },
    "/x is not a run: it has no run.json (it holds nothing). Give the folder that training printed.",
    "/x 不是训练任务：缺少 run.json（其中有：（空））。请给出训练时显示的文件夹。",
  ],
  E506: [
    { path: "/x/run.json", found: 2, known: 1 },
    "/x/run.json was written by a newer Gantry: its format is 2, this one reads up to 1. Update with: npm install gantry@latest",
    "/x/run.json 由更新版本的 Gantry 写成：其格式为 2，当前版本最高支持 1。请更新：npm install gantry@latest",
  ],
  E507: [
    { path: "/x", found: "run.json" },
    "/x already holds a run (run.json). Continue it with gantry resume, or give another name with --run.",
    "/x 已存有一个训练任务（run.json）。请用 gantry resume 继续训练，或用 --run 指定其他名称。",
  ],
  E508: [
    { path: "/x", pid: 42, since: "2025-11-20T09:48:00Z" },
    "/x is being trained by process 42 since 2025-11-20 09:48 UTC. Stop it there with Ctrl-C, or wait for its end.",
    "进程 42 自 2025-11-20 09:48 UTC 起正在训练 /x。请在该处按 Ctrl-C 停止，或等待其结束。",
  ],
  E509: [
    { path: "/x/run.json", damage: { kind: "syntax", detail: "Unexpected end" } },
    "/x/run.json is damaged: it is not valid JSON (Unexpected end). Restore it from a copy; nothing else was touched.",
    "/x/run.json 已损坏：不是有效的 JSON（Unexpected end）。请从备份恢复；其他文件均未改动。",
  ],
  E510: [
    { run: "/x", problems: [{ path: "checkpoints/000500/state.safetensors", damage: hash }] },
    "/x has no whole checkpoint. checkpoints/000500/state.safetensors: its SHA-256 is bbbbbbbbbbbb… where aaaaaaaaaaaa… was written. Restore one from a copy, or train again from the start.",
    "/x 没有完好的检查点。checkpoints/000500/state.safetensors：写入时 SHA-256 为 aaaaaaaaaaaa…，现在是 bbbbbbbbbbbb…。请从备份恢复一个，或从头训练。",
  ],
  E511: [
    { where: "w.safetensors", damage: { kind: "header", length: 900, file: 10 } },
    "w.safetensors is no readable safetensors file: its header claims 900 bytes in a file of 10. Use another copy of it.",
    "w.safetensors 不是可读的 safetensors 文件：文件只有 10 字节，文件头却声称有 900 字节。请换用另一份副本。",
  ],
  E512: [
    { name: "nul", problem: "reserved" },
    'the name "nul" is reserved by Windows. Use letters, digits, "-", "_" and ".".',
    '名称 "nul" 是 Windows 的保留名称。请使用字母、数字、“-”、“_”和“.”。',
  ],
  E513: [
    { run: "str", root: "/runs", matches: ["0001-strokes", "0002-strokes"] },
    "str fits more than one run in /runs: 0001-strokes, 0002-strokes. Write more of the name.",
    "str 与 /runs 中的多个训练任务相符：0001-strokes、0002-strokes。请把名称写得更完整。",
  ],
  E514: [
    { run: "/x", which: "150", available: Array.from({ length: 10 }, (_, i) => String(i)) },
    "/x has no checkpoint 150. It keeps 0, 1, 2, 3, 4, 5, 6, 7 and 2 more.",
    "/x 没有检查点 150。现有：0、1、2、3、4、5、6、7 等 10 项。",
  ],
  E521: [
    { run: "0002-cats", pid: 77 },
    "0002-cats is being trained by process 77. Stop it first, in the Studio or with Ctrl-C; then it can go to the trash.",
    "进程 77 正在训练 0002-cats。请先停止训练（在 Studio 中，或按 Ctrl-C），然后再移入回收站。",
  ],
  E522: [
    { run: "9", root: "/runs", taken: false, seen: ["0001-a", "0002-b"] },
    "there is no 9 in the trash of /runs. It holds 0001-a, 0002-b.",
    "/runs 的回收站中没有 9。其中有：0001-a、0002-b。",
  ],
  E523: [
    { what: "tag", text: "a,b", problem: "character", most: 40 },
    'the tag "a,b" holds a comma, a quote or a control character. Use other characters.',
    '标签 "a,b" 含有逗号、引号或控制字符。请改用其他字符。',
  ],
  W501: [
    { path: "checkpoints/000500/state.json", damage: { kind: "missing" }, instead: "checkpoints/000400" },
    "checkpoints/000500/state.json is damaged: it is missing. Going on from checkpoints/000400.",
    "checkpoints/000500/state.json 已损坏：文件不存在。改从 checkpoints/000400 继续。",
  ],
  W502: [
    { line: "stop", problem: "json" },
    'control.jsonl: "stop" was ignored: it is not JSON. A request looks like {"type":"pause"}, or "resume", "save", "stop", or {"type":"set","key":"lr.g","value":0.0001}.',
    'control.jsonl：已忽略 "stop"：不是 JSON。请求的写法如 {"type":"pause"}（或 "resume"、"save"、"stop"），或 {"type":"set","key":"lr.g","value":0.0001}。',
  ],
};

test.each(Object.entries(rows))("%s reads as it should in both languages", (code, [parameters, en, zh]) => {
  const sentence = (language: "en" | "zh"): string =>
    errorSentence(code as ErrorCode, parameters as ErrorParameters<ErrorCode>, language);
  expect(sentence("en")).toBe(en);
  expect(sentence("zh")).toBe(zh);
});

test("a folder without runs", () => {
  const parameters = { run: "9", root: "/runs", seen: [] };
  expect(errorSentence("E504", parameters, "en")).toBe(
    "there is no run 9. /runs holds no runs. Train one, or give a run's folder.",
  );
  expect(errorSentence("E504", parameters, "zh")).toBe(
    "没有名为 9 的训练任务。/runs 中没有训练任务。请先训练一个，或给出任务的文件夹。",
  );
});

test("a run without any checkpoint", () => {
  expect(errorSentence("E510", { run: "/x", problems: [] }, "en")).toBe(
    "/x has no checkpoint yet. Train it again from the start.",
  );
  expect(errorSentence("E510", { run: "/x", problems: [] }, "zh")).toBe("/x 还没有检查点。请从头训练。");
});
