/** @file “网络”视图中各检查点的数值分布。 */
import type { Translated } from "gantry/messages";
import type { spreads as en } from "../en/spreads.ts";

export const spreads: Translated<typeof en> = {
  title: "整个训练中的数值分布",
  how: "每一行是一个检查点，最新的在最下方，所有行共用一条横轴；滑块所在的那一行底线有颜色，点击其他行可跳转。每行由其自身范围内的 64 组绘制，并在横轴一百格中的两格内平滑。每一行都画满行高，因此各行之间可以比较位置与宽度，高度只能在同一行内比较。训练任务保留最新的检查点、最好的检查点以及每隔九个的一个，--keep 可保留更多最新的。",
  row: (p) => `第 ${p.step} 步：从 ${p.from} 到 ${p.to}，均值 ${p.mean}，标准差 ${p.std}`,
  summary: (p) => `${p.name}。当前${p.marked}。最早${p.first}。最新${p.last}。`,
  columns: { step: "步", min: "最小", max: "最大", mean: "均值", std: "标准差" },
  reading: (p) => `正在读取检查点，${p.done}/${p.of}……`,
  shown: (p) =>
    p.shown < p.kept
      ? `共 ${p.kept} 个检查点，均匀选取其中 ${p.shown} 个，包括最早与最新的。`
      : p.kept === 1
        ? "此任务只有一个检查点。"
        : `全部 ${p.kept} 个检查点。`,
  missed: (p) => `缺少第 ${p.steps} 步：${p.why}`,
  gone: "该检查点此间已被移除。",
  lacks: "该检查点没有这些数值。",
  notYet: "此前没有更新，因此还没有梯度。",
  and: "、",
};
