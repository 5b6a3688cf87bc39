/** @file Studio 服务器的错误（`E60x`、`E61x`）与警告（`W60x`）。 */
import type { studioErrors as english } from "../en/errors-studio.ts";
import type { Translated } from "../translated.ts";
import { detailText } from "./details.ts";

const listText = (names: readonly string[]): string =>
  names.length > 6 ? `${names.slice(0, 6).join("、")} 等 ${names.length} 项` : names.join("、");

export const studioErrors: Translated<typeof english> = {
  E600: (p) => {
    switch (p.problem) {
      case "missing":
        return `没有文件夹 ${p.path}。请先训练一次（gantry demo），或指定训练任务所在的文件夹：gantry studio <文件夹>`;
      case "file":
        return `${p.path} 是文件，而 Studio 显示的是存放训练任务的文件夹。请指定文件夹：gantry studio <文件夹>`;
      case "run":
        return `${p.path} 本身就是一个训练任务；Studio 显示的是它所在的文件夹。请试：gantry studio ${p.above}`;
      case "foreign":
        return `${p.path} 里没有训练任务（里面有 ${listText(p.seen)}）。请指定训练时写入的文件夹（默认是 runs），或一个空文件夹。`;
    }
  },
  E601: (p) =>
    (p.last === p.port
      ? `无法监听 ${p.host}:${p.port}（${detailText(p.reason)}）。`
      : `无法监听 ${p.host} 的端口 ${p.port} 至 ${p.last}（${detailText(p.reason)}）。`) +
    "请用 --port 另选一个；--port 0 会任选一个空闲端口。",
  E602: (_) => "请用 gantry studio 打印的完整地址（含 token）打开本页。请从终端复制那个地址。",
  E603: (p) => `请求的 ${p.header} 是 ${JSON.stringify(p.value)}，不是这个 Studio。请用 gantry studio 打印的地址打开。`,
  E604: (_) => "这个 Studio 只供查看：它以 --readonly 启动。要更改训练任务，请不带该选项重新启动。",
  E605: (p) =>
    `请求头 ${p.header} 应为 ${p.expected}，实际${p.got === null ? "缺失" : `为 ${JSON.stringify(p.got)}`}。`,
  E606: (p) => `${p.path} 处没有内容。接口位于 /api/runs。`,
  E607: (p) => `此文件夹中没有训练任务 ${JSON.stringify(p.id)}：它已被移走、删除，或从未存在。`,
  E608: (p) => `${p.name} 应为 ${p.expected}，实际为 ${p.got}。`,
  E609: (p) => `无法读取该请求：${p.problem}`,
  E610: (p) => `目前没有进程在训练 ${p.id}，所以无人执行这一请求。请先继续训练：gantry resume ${p.id}`,
  E611: (p) => `训练尚未开始就以 ${p.code} 结束了。它的输出在 ${p.log}`,
  E612: (p) => `${p.path} 不接受 ${p.method}。`,
  E613: (p) => `页面尚未构建：缺少 ${p.path}。请构建：npm run build`,
  E614: (p) =>
    `${p.id} 通过链接指向此文件夹之外，而外部内容一律不显示。请打开它所指向的文件夹，或把训练任务复制到这里。`,
  E615: (p) => `Studio 的服务器出错：${p.problem}。训练任务未受影响；请连同您的操作一并报告。`,
  E616: (p) => `${p.id} 没有文件 ${p.file}。`,
  E617: (_) => "提出请求的页面已离开，这次计算已放弃。",
  E618: (p) => `回收站中没有 ${JSON.stringify(p.entry)}：它已被取出、删除，或从未存在。`,
  E630: (_) => "本机还没有这些数据，而预估不会下载任何内容。直接开始训练即可：它会先下载数据。",
  E619: (p) => `正在制作或比较 ${p.id} 的导出。请等它完成后再试。`,
  E620: (p) => `导出以 ${p.code} 结束，没有产生任何内容。它的输出在 ${p.log}`,
  E621: (p) => `导出在 ${p.minutes} 分钟后仍未完成，已被终止。它的输出在 ${p.log}`,
  W601: (p) => `端口 ${p.taken} 已被占用；此 Studio 位于 ${p.port}。`,
  W603: (p) => `无法打开 Studio：${p.problem}`,
  W602: (p) =>
    `凡是能连到 ${p.host} 并知道该地址的人，都能查看和更改这些训练任务，且传输不加密。请只在可信的网络中使用。`,
};
