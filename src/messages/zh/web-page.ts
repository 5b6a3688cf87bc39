/** @file `gantry export --to web` 写出的网页。 */
import type { webPage as english } from "../en/web-page.ts";
import type { Translated } from "../translated.ts";

export const webPage: Translated<typeof english> = {
  seed: "随机种子",
  to: "第二个种子",
  t: "两者之间",
  label: "类别",
};
