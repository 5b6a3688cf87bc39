import { expect, test } from "vitest";
import type { ExportRequest } from "../../../api/index.ts";
import { judged } from "./judged.ts";

const asked = (numbers: ExportRequest["numbers"]): ExportRequest => ({
  ...{ target: "generator", numbers, weights: "average", checkpoint: "last" },
});
const parity = (difference: number | null, half?: number) => ({
  ...{ difference, compared: 64, checkedAt: "2026-01-01T00:00:00Z" },
  ...(half !== undefined && { half }),
});

test.each([
  ["float32", parity(2e-6), "same"],
  ["float32", parity(2e-3), "differs"],
  ["float16", parity(2e-3), "rounded"],
  ["float16", parity(0.2), "differs"],
  ["float32", parity(2e-6, 1e-3), "same"],
  ["float32", parity(2e-6, 0.2), "differs"],
  ["float32", parity(null), "differs"],
] as const)("%s with %j %s", (numbers, found, judgement) => {
  expect(judged({ asked: asked(numbers), parity: found })).toBe(judgement);
});

test("what training left is float32", () => {
  expect(judged({ asked: null, parity: parity(1e-3) })).toBe("differs");
});
