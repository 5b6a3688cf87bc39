/** @file `runtime` 的错误。 */
import type { runtimeErrors as en } from "../en/errors-runtime.ts";

export const runtimeErrors: typeof en = {
  E402: (p) => `无法在此使用设备 ${p.device}：${p.problem}。${p.instead}`,
  E120: (p) => `程序 ${p.program} 无法在 ${p.device} 上打开：${p.problem}`,
  E121: (p) => `程序 ${p.program}：需要由本运行时创建且尚未释放的状态。`,
  E122: (p) => `程序 ${p.program}：输入“${p.input}”既不是状态，也没有给出。请提供该输入。`,
};
