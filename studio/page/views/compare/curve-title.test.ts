import { expect, test } from "vitest";
import { speak } from "../../messages/texts.ts";
import { curveTitle } from "./curve-title.ts";

test.each([
  ["lossD", "Losses · D", "损失 · D"],
  ["dReal", "What D thinks · D(x)", "D 的判断 · D(x)"],
  ["dFake90", "What D thinks · D(G(z)) · 90 %", "D 的判断 · D(G(z)) · 90 %"],
  ["gradientG", "Gradient norms · ‖∇G‖", "梯度范数 · ‖∇G‖"],
  ["diversity", "Diversity of the samples", "样本的多样性"],
  ["distanceFloor", "Distance to the data, while training · noise floor", "训练中与数据的距离 · 噪声底"],
  ["msPerStep", "a step · ms", "每步 · ms"],
  ["frechet", "Distance to the data: frechet", "与数据的距离：frechet"],
  ["accuracyD", "accuracyD", "accuracyD"],
  ["toString", "toString", "toString"],
])("%s has Live's name, else its own, in both languages", async (name, english, chinese) => {
  await speak("en");
  expect(curveTitle(name)).toBe(english);
  await speak("zh");
  expect(curveTitle(name)).toBe(chinese);
});
