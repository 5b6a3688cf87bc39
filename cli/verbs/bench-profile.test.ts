/** @file The table of a profile, in both languages. */
import type { ProfilePart, StepProfile } from "gantry/bench";
import { expect, test } from "vitest";
import { cliFor } from "../run-cli.ts";
import { testTerminal } from "../test-terminal.ts";
import { profileLines } from "./bench-profile.ts";

const part = (name: ProfilePart["part"], group: ProfilePart["group"], share: number, nodes = 0): ProfilePart => ({
  part: name,
  group,
  share,
  ms: share * 20,
  nodes,
});

const profile: StepProfile = {
  steps: 12,
  msPerStep: 20,
  parts: [
    part("matmul", "products", 0.5, 63),
    part("add", "elementwise", 0.2, 1040),
    part("gaps", "outside", 0.15),
    part("feeding", "outside", 0.06),
    part("other", "other", 0.05, 3),
    part("data", "outside", 0.029),
    part("mul", "elementwise", 0.004, 2),
    part("exp", "elementwise", 0.003, 1),
    part("cast", "casts", 0.003, 1),
    part("rest", "outside", 0.001),
  ],
};

test("groups, the longest first; small parts together; what is outside the kernels last", () => {
  expect(profileLines(cliFor(["--lang", "en"], testTerminal()), profile)).toEqual([
    "where a step's time goes (20 ms while it is recorded, the mean of 12 taken one at a time)",
    "                         share     ms  nodes",
    "products, convolutions  50.0 %  10.00     63",
    "  matmul                50.0 %  10.00     63",
    "elementwise             20.7 %   4.14  1,043",
    "  add                   20.0 %   4.00  1,040",
    "  2 more                 0.7 %   0.14      3",
    "not told apart           5.0 %   1.00      3",
    "element types            0.3 %   0.06      1",
    "outside the kernels     24.0 %   4.80",
    "  between nodes         15.0 %   3.00",
    "  feeding and fetching   6.0 %   1.20",
    "  data and noise         2.9 %   0.58",
    "  the rest               0.1 %   0.02",
    "Convolutions in Winograd's form count as the products, gathers and sums they become.",
  ]);
});

test("in Chinese", () => {
  expect(profileLines(cliFor(["--lang", "zh"], testTerminal()), profile)).toEqual([
    "每步的时间去向（记录时每步 20 毫秒，取 12 步的平均值，每次只执行一步）",
    "                  占比   毫秒  节点数",
    "矩阵乘积与卷积  50.0 %  10.00      63",
    "  matmul        50.0 %  10.00      63",
    "逐元素运算      20.7 %   4.14   1,043",
    "  add           20.0 %   4.00   1,040",
    "  另外 2 种      0.7 %   0.14       3",
    "未能区分         5.0 %   1.00       3",
    "元素类型转换     0.3 %   0.06       1",
    "算子之外        24.0 %   4.80",
    "  节点之间      15.0 %   3.00",
    "  送入与取出     6.0 %   1.20",
    "  数据与噪声     2.9 %   0.58",
    "  其余           0.1 %   0.02",
    "以 Winograd 形式计算的卷积，计入它所化成的乘积、收集与求和。",
  ]);
});
