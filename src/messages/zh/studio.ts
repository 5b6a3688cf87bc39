/** @file `gantry studio` 在终端里说的话。 */
import type { studio as english } from "../en/studio.ts";
import type { Translated } from "../translated.ts";

export const studio: Translated<typeof english> = {
  serving: (p) => `正在显示 ${p.folder} 中的训练任务。`,
  readonly: "页面上不能做任何更改。",
  end: "按 Ctrl-C 结束 Studio；正在进行的训练会继续。",
};
