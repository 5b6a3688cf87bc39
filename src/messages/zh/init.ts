/** @file `gantry init` 写出的内容与提示。 */
import type { init as en } from "../en/init.ts";
import type { Translated } from "../translated.ts";

export const init: Translated<typeof en> = {
  next: "下一步",
  readme: (p) =>
    [
      "# 我的 GAN",
      "",
      `\`gantry.config.json\` 说明用什么数据训练（\`${p.data}\`）以及如何训练。开始：`,
      "",
      "```sh",
      ...(p.template === "custom" ? ["npm install gantry"] : []),
      "gantry train",
      "```",
      "",
      ...(p.template === "images" ? ["请先把图片放进 `images/`；其中的子文件夹就是类别。", ""] : []),
      ...(p.template === "custom" ? ["`recipe.mjs` 就是博弈本身：网络、优化器、损失。", ""] : []),
      "每个训练任务是 `runs/` 下的一个文件夹：样本、检查点、`generator.onnx`、`report.html`。",
      "`gantry train --dry-run` 显示所有值及其来源。",
    ].join("\n"),
};
