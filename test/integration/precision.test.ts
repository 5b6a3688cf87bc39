/** @file `--precision mixed` from the command line: said to be of no use on a processor, kept by a resume, refused. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { HALF_ROUNDING } from "../../src/base/half.ts";
import { elementTypes } from "../../src/onnx/element-types.ts";
import { ModelProtoSchema } from "../../src/onnx/onnx_pb.ts";
import { openRun } from "../../src/store/open-run.node.ts";
import type { Mixed } from "../browser/webgpu-mixed.ts";
import { expectClose } from "../matchers.ts";
import { gantry, start } from "./gantry-process.ts";
import { softwareCard } from "./software-card.ts";
import { stateBytes, temporaryFolder } from "./training-process.ts";

const folder = await temporaryFolder();
const path = (run: string): string => join(folder, "runs", run);
const train = (run: string, steps: number, ...more: string[]) =>
  gantry(
    [
      "train",
      "strokes",
      "--size",
      "16",
      "--width",
      "8",
      "--batch",
      "8",
      "--threads",
      "1",
      "--steps",
      String(steps),
    ].concat(["--run", run, "--precision", "mixed", "--progress", "none", ...more]),
    folder,
  );

describe("on the processor", () => {
  test("says that it saves no time, trains, and is kept by a resume, to the same bytes", async () => {
    const [whole, begun] = [await train("whole", 10), await train("begun", 6)];
    for (const { code, err } of [whole, begun]) {
      expect(code).toBe(0);
      expect(err.replaceAll(/\s+/g, " ")).toContain(
        "precision mixed saves no time on cpu: the processor computes float16 in float32.",
      );
    }
    const resumed = await gantry(["resume", "begun", "--steps", "10", "--progress", "none"], folder);
    expect(resumed.err.replaceAll(/\s+/g, " ")).toContain("precision mixed saves no time on cpu");
    expect((await stateBytes(path("begun"))).equals(await stateBytes(path("whole")))).toBe(true);
    const { record } = await openRun(path("begun"));
    expect(record.config).toMatchObject({ precision: { value: "mixed", origin: "flag" } });
  });

  test("leaves a generator in float32", async () => {
    const { graph } = fromBinary(ModelProtoSchema, await readFile(join(path("whole"), "generator.onnx")));
    const types = new Set(graph?.initializer.map(({ dataType }) => dataType));
    expect(types.has(elementTypes.float32)).toBe(true);
    expect(types.has(elementTypes.float16)).toBe(false);
    expect(graph?.node.some(({ opType }) => opType === "Cast")).toBe(false);
  });
});

test.runIf(softwareCard !== undefined)(
  "a graphics card without float16 is told of before a folder is made",
  async () => {
    const words = [
      "train",
      "strokes",
      "--size",
      "16",
      "--device",
      "webgpu",
      "--precision",
      "mixed",
      "--run",
      "refused",
    ];
    const { code, err } = await gantry(words, folder, { VK_ICD_FILENAMES: softwareCard, XDG_RUNTIME_DIR: folder });
    expect(code).toBe(2); // for a person to mend
    expect(err.replaceAll(/\s+/g, " ")).toContain(
      "precision mixed needs float16, which webgpu does not have here (WebGPU's feature shader-f16). " +
        "Leave --precision out, or update the graphics card's driver.",
    );
    await expect(openRun(path("refused"))).rejects.toThrow();
  },
);

/** Mesa's software renderer, which has float16 from Mesa 24 on (Debian 12: from its backports). */
const halfCard = process.env.GANTRY_HALF_CARD ?? "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json";

test("a graphics card with float16 computes what the interpreter does", async ({ skip }) => {
  const root = resolve(import.meta.dirname, "../..");
  const card = { VK_ICD_FILENAMES: halfCard, XDG_RUNTIME_DIR: folder };
  const { out } = await start(process.execPath, ["test/run-ts.mjs", "test/browser/webgpu-mixed.ts"], root, card).ended;
  const found = JSON.parse(out) as Mixed | string;
  if (typeof found === "string") return skip(`no graphics card with float16 (${found}); see halfCard`);
  for (const { card: got, interpreter: want } of Object.values(found)) {
    expect(Object.keys(got)).toEqual(Object.keys(want));
    // Sums are rounded after each term there, and once here: of a few hundred terms, some roundings more.
    expectClose(Object.values(got), Object.values(want), { rtol: 8 * HALF_ROUNDING, atol: 0 });
  }
  expect(found["dcgan, its slopes too large at this scale"]?.card).toMatchObject({ skippedD: 1, gradientD: 0 });
});
