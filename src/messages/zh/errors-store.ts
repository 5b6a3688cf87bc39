/** @file `store` 的错误（`E50x`、`E51x`）与警告（`W50x`）：训练任务文件夹、检查点、锁、磁盘。 */
import type { Damage, storeErrors as en, RequestProblem, TensorFault } from "../en/errors-store.ts";
import { detailText } from "./details.ts";

const n = (value: number): string => value.toLocaleString("en-GB");

/** 把 ISO 时间写成“2026-11-20 11:32 UTC”。 */
const minuteOf = (time: string): string => `${time.slice(0, 16).replace("T", " ")} UTC`;

const tensorFaults: Readonly<Record<TensorFault, string>> = {
  dtype: "的类型无法读取",
  shape: "的形状不是一列尺寸",
  offsets: "超出数据范围，或与前一个重叠、留有空隙",
  duplicate: "出现了两次",
  size: "的数据长度与形状不符",
};

function damageText(damage: Damage): string {
  switch (damage.kind) {
    case "missing":
      return "文件不存在";
    case "short":
      return `写入时为 ${n(damage.expected)} 字节，现在是 ${n(damage.got)} 字节`;
    case "hash":
      return `写入时 SHA-256 为 ${damage.expected.slice(0, 12)}…，现在是 ${damage.got.slice(0, 12)}…`;
    case "syntax":
      return `不是有效的 JSON（${damage.detail}）`;
    case "header":
      return `文件只有 ${damage.file} 字节，文件头却声称有 ${damage.length} 字节`;
    case "tensor":
      return `张量 ${JSON.stringify(damage.name)} ${tensorFaults[damage.fault]}（${damage.got}）`;
    case "field":
      return `${damage.name} 应为 ${damage.expected}，实际是 ${damage.got}`;
  }
}

const listText = (names: readonly string[], none: string): string => {
  if (names.length === 0) return none;
  return names.length > 8 ? `${names.slice(0, 8).join("、")} 等 ${names.length} 项` : names.join("、");
};

export const storeErrors: typeof en = {
  E500: (p) => `${p.path} 是一个文件，而训练任务需要文件夹。请用 --out 指定其他文件夹，或移走该文件。`,
  E501: (p) =>
    `${p.path}：张量 ${p.tensor} 应${p.expected === null ? "不存在" : `为 ${p.expected}`}，` +
    `实际${p.got === null ? "不存在" : `为 ${p.got}`}。请使用 run.json 中的方案与设置继续训练，或新建训练任务。`,
  E502: (p) => `磁盘已满：无法写入 ${p.path}。请释放空间后继续训练；此前保存的内容完好。`,
  E503: (p) =>
    `无法${p.action === "read" ? "读取" : "写入"} ${p.path}（${detailText(p.reason)}）。请检查文件夹权限以及磁盘是否仍然可用。`,
  E504: (p) =>
    `没有名为 ${p.run} 的训练任务。` +
    (p.seen.length === 0
      ? `${p.root} 中没有训练任务。请先训练一个，或给出任务的文件夹。`
      : `${p.root} 中有：${listText(p.seen, "（无）")}。请从中选择，或给出任务的文件夹。`),
  E505: (p) =>
    `${p.path} 不是训练任务：缺少 run.json（其中有：${listText(p.seen, "（空）")}）。请给出训练时显示的文件夹。`,
  E506: (p) =>
    `${p.path} 由更新版本的 Gantry 写成：其格式为 ${p.found}，当前版本最高支持 ${p.known}。请更新：npm install gantry@latest`,
  E507: (p) => `${p.path} 已存有一个训练任务（${p.found}）。请用 gantry resume 继续训练，或用 --run 指定其他名称。`,
  E508: (p) => `进程 ${p.pid} 自 ${minuteOf(p.since)} 起正在训练 ${p.path}。请在该处按 Ctrl-C 停止，或等待其结束。`,
  E509: (p) => `${p.path} 已损坏：${damageText(p.damage)}。请从备份恢复；其他文件均未改动。`,
  E510: (p) =>
    p.problems.length === 0
      ? `${p.run} 还没有检查点。请从头训练。`
      : `${p.run} 没有完好的检查点。${p.problems.map((q) => `${q.path}：${damageText(q.damage)}`).join("；")}。` +
        "请从备份恢复一个，或从头训练。",
  E511: (p) => `${p.where} 不是可读的 safetensors 文件：${damageText(p.damage)}。请换用另一份副本。`,
  E512: (p) => `名称 ${JSON.stringify(p.name)} ${nameProblems[p.problem]}。请使用字母、数字、“-”、“_”和“.”。`,
  E513: (p) => `${p.run} 与 ${p.root} 中的多个训练任务相符：${listText(p.matches, "（无）")}。请把名称写得更完整。`,
  E514: (p) => `${p.run} 没有检查点 ${p.which}。现有：${listText(p.available, "（无）")}。`,
  E521: (p) => {
    if (p.owner !== undefined)
      return `无法得知 ${p.run} 是否正在训练：${p.owner} 已损坏。如果没有程序在训练它，请删除该文件，然后即可将其移入回收站。`;
    return p.pid === null
      ? `${p.run} 是指向训练任务文件夹的链接。请直接删除该链接；训练任务本身会留在原处。`
      : `进程 ${p.pid} 正在训练 ${p.run}。请先停止训练（在 Studio 中，或按 Ctrl-C），然后再移入回收站。`;
  },
  E522: (p) => {
    if (p.taken) return `${p.root} 中现在已有另一个 ${p.run}。请先将其改名；回收站中的这个会保留。`;
    return p.seen.length === 0
      ? `${p.root} 的回收站是空的，其中没有 ${p.run}。`
      : `${p.root} 的回收站中没有 ${p.run}。其中有：${listText(p.seen, "")}。`;
  },
  E523: (p) => {
    const shown = JSON.stringify(p.text.length > 60 ? `${p.text.slice(0, 60)}…` : p.text);
    const what = p.what === "tag" ? "标签" : "备注";
    if (p.problem === "count") return `一个训练任务最多有 ${p.most} 个标签。请去掉 ${shown} 或其他标签。`;
    if (p.problem === "length") return `${what} ${shown} 超过 ${p.most} 个字符。请缩短。`;
    return p.what === "tag"
      ? `标签 ${shown} 含有逗号、引号或控制字符。请改用其他字符。`
      : `备注 ${shown} 含有控制字符。请将其去掉。`;
  },
  W501: (p) => `${p.path} 已损坏：${damageText(p.damage)}。改从 ${p.instead} 继续。`,
  W502: (p) =>
    `control.jsonl：已忽略 ${JSON.stringify(p.line)}：${requestProblems[p.problem]}。` +
    '请求的写法如 {"type":"pause"}（或 "resume"、"save"、"stop"），或 {"type":"set","key":"lr.g","value":0.0001}。',
};

const nameProblems = {
  empty: "为空",
  character: "含有某些系统的文件名所不允许的字符",
  reserved: "是 Windows 的保留名称",
  ending: "以句点或空格结尾，Windows 会将其去掉",
  length: "超过 100 个字符",
} as const;

const requestProblems: Readonly<Record<RequestProblem, string>> = {
  json: "不是 JSON",
  object: "不是对象",
  type: "没有已知的 type",
  key: "没有说明要设置哪一项",
  value: "没有说明设为何值",
};
