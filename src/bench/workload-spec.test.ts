import { expect, test } from "vitest";
import { parseWorkload } from "./workload-spec.ts";
import { workloadShape } from "./workloads.ts";

test("a name alone is the workload's own shape", () =>
  expect(parseWorkload("mlp")).toEqual({ workload: "mlp", shape: workloadShape("mlp") }));

test("numbers after it change the shape", () =>
  expect(parseWorkload("dcgan64:size=48,batch=37,kernel=5")).toEqual({
    workload: "dcgan64",
    shape: { size: 48, channels: 3, batch: 37, width: 64, kernel: 5, k: 1 },
  }));

test.each([
  ["dcgan", "there is no workload called dcgan."],
  ["mlp:depth=3", "bench mlp:depth=3: expected batch=…, kernel=…, size=…, channels=…, width=…, k=…, got depth=3."],
  ["mlp:width", "expected batch=…, kernel=…, size=…, channels=…, width=…, k=…, got width."],
  ["mlp:width=1e2", "got width=1e2."],
  ["mlp:width=0", "bench.width: expected an integer ≥ 1, got 0."],
  ["dcgan32:kernel=2", "bench.kernel: expected 3, 4 or 5, got 2."],
])("%s is refused", (spec, text) => expect(() => parseWorkload(spec)).toThrow(text));
