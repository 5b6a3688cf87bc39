/** @file `gantry studio` 在终端里说的话。 */
import type { studio as english } from "../en/studio.ts";
import type { Translated } from "../translated.ts";

export const studio: Translated<typeof english> = {
  serving: (p) => `正在显示 ${p.folder} 中的训练任务。`,
  readonly: "页面上不能做任何更改。",
  begin: [
    "这里还没有训练任务。可在页面中新建，或在另一个终端中运行：",
    "  npx gantry demo ring8        15 秒，不需要数据",
    "  npx gantry train ./photos    用自己的图片训练",
  ],
  beside: "在此观看",
  lingers: "在这里按 Ctrl-C 只会结束训练；训练结束且最后一个页面关闭一分钟后，Studio 会自行结束。",
  silent: (p) => `它 ${p.seconds} 秒没有任何回应，已被结束`,
  end: "按 Ctrl-C 结束 Studio；正在进行的训练会继续。",
};
