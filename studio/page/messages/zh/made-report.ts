/** @file 导出页生成的报告。 */
import type { Translated } from "gantry/messages";
import type { made as en } from "../en/made-report.ts";

export const made: Translated<typeof en> = {
  about: "整个训练任务做成一个网页，不依赖其他文件：可从磁盘打开、用邮件发送，或放在任意网页服务器上。",
  make: "生成报告",
  making: "正在独立进程中生成……",
  made: (p) => `报告已生成，${p.size}。`,
  open: "打开报告",
  save: "保存报告",
};
