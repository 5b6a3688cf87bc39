/** @file The list of runs. */
import type { Translated } from "gantry/messages";
import type { runs as en } from "../en/runs.ts";

export const runs: Translated<typeof en> = {
  title: "训练任务",
  folder: (p) => `位于 ${p.folder}`,
  count: (p) => (p.shown === p.all ? `共 ${p.all} 个` : `${p.all} 个中的 ${p.shown} 个`),
  filter: "筛选",
  filterExample: "cats  loss:hinge  verdict:healthy  metric:<20",
  filterHow: (p) =>
    `输入任意位置出现的词，或“字段:值”：${p.fields}。数字可用 <、>、<=、>=。前面加减号表示排除。含空格的值用引号括起。`,
  filterHelp: "筛选方法",
  noMatch: "没有符合此条件的训练任务。",
  clear: "全部显示",
  columns: {
    choose: "对比",
    state: "状态",
    id: "名称",
    sample: "样本",
    data: "数据",
    recipe: "配方 · 损失",
    step: "步数",
    metric: "最佳",
    spark: "D 的损失",
    verdict: "诊断",
    age: "开始于",
  },
  sortBy: (p) => `按${p.column}排序`,
  chooseRun: (p) => `选择 ${p.run} 进行对比`,
  compare: (p) => `对比 ${p.count} 个`,
  compareHow: "选择 2 至 6 个训练任务进行对比。",
  unchoose: "取消选择",
  newRun: "新建训练",
  sampleAlt: (p) => `${p.run} 在第 ${p.step} 步的样本`,
  sparkAlt: (p) => `D 的损失，从 ${p.first} 到 ${p.last}`,
  bestAt: (p) => `${p.metric}，第 ${p.step} 步`,
  noVerdict: "尚无",
  problems: (p) => `有 ${p.count} 个文件夹无法作为训练任务读取`,
  failed: "无法列出训练任务",
  again: "重试",
  empty: {
    title: "还没有训练任务",
    lead: (p) => `${p.folder} 中的每个训练任务一出现就会显示在这里：无论是在本页、在另一个终端启动，还是复制进来的。`,
    begin: "从一个不需要数据、几秒钟就能完成的示例开始：",
    images: "或使用您自己的图像文件夹：",
  },
  commands: { filter: "筛选训练任务", compare: "对比所选的训练任务", newRun: "新建训练" },
};
