/** @file PyTorch's weight files, made by PyTorch itself (scripts/golden/torch_weights.py), whole and spoilt. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { decodeTorchWeights, isTorchFile, type Weights } from "./torch-weights.ts";

const folder = join(import.meta.dirname, "golden");
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));

interface Expected {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly data: readonly number[];
}
const golden = JSON.parse(readFileSync(join(folder, "torch-weights.json"), "utf8")) as Readonly<
  Record<string, Readonly<Record<string, Expected>>>
>;

/** What each of PyTorch's types is here. */
const dtypes: Readonly<Record<string, string>> = {
  ...{ float32: "float32", float16: "float32", bfloat16: "float32", float64: "float32" },
  ...{ int64: "int32", int16: "int32", int8: "int32", uint8: "uint8", bool: "bool" },
};

describe.each(Object.entries(golden))("%s", (name, expected) => {
  const weights = decodeTorchWeights(bytesOf(name), name);

  test("has the names, in their order", () => {
    expect(isTorchFile(bytesOf(name))).toBe(true);
    expect([...weights.keys()]).toEqual(Object.keys(expected));
  });

  test.each(Object.entries(expected))("%s", (tensor, want) => {
    const got = weights.get(tensor) as Weights extends ReadonlyMap<string, infer T> ? T : never;
    expect(got.shape).toEqual(want.shape);
    expect(got.dtype).toBe(dtypes[want.dtype]);
    const rounded = want.dtype === "float64" ? { rtol: 2 ** -24, atol: 0 } : { rtol: 0, atol: 0 };
    expectClose(got.data, want.data, rounded);
  });
});

const reading = (name: string, bytes: Uint8Array = bytesOf(name)) => {
  return () => decodeTorchWeights(bytes, name);
};
const problem = (code: string, parameters: object) => expect.objectContaining({ code, parameters });

describe("a file that asks for code", () => {
  test.each(["archive-malicious.pth", "stream-malicious.pth"])("%s is not executed", (name) => {
    expect(reading(name)).toThrow(problem("E711", { path: name, name: "posix.system" }));
    expect(existsSync("/tmp/gantry-was-here")).toBe(false);
  });

  test("a bare pickle is not executed", () => {
    const name = "bare-malicious.pth";
    expect(reading(name)).toThrow(problem("E711", { path: name, name: "posix.system" }));
    expect(reading(name)).toThrow("bare-malicious.pth asks for posix.system, which is not among");
  });

  test("a whole module is named, and what to do instead", () => {
    const name = "archive-module.pth";
    expect(reading(name)).toThrow(problem("E711", { path: name, name: "torch.nn.modules.container.Sequential" }));
    expect(reading(name)).toThrow("save its state_dict() alone");
  });
});

describe("a spoilt file", () => {
  test.each(["archive.pth", "stream.pth"])("%s cut anywhere is refused, and never reads on", (name) => {
    const whole = bytesOf(name);
    for (let length = 0; length < whole.length; length += 7) {
      expect(reading(name, whole.subarray(0, length)), `${length} bytes`).toThrow(/^(archive|stream)\.pth/);
    }
  });

  test.each(["archive.pth", "stream.pth"])("%s with any one byte changed is read or refused, nothing else", (name) => {
    const whole = bytesOf(name);
    for (let at = 0; at < whole.length; at += 1) {
      const spoilt = whole.slice();
      spoilt[at] = (spoilt[at] as number) ^ 0xff;
      try {
        decodeTorchWeights(spoilt, name);
      } catch (error) {
        expect(error).toMatchObject({ name: "GantryError", code: expect.stringMatching(/^E71[012]$/) });
      }
    }
  });

  test("says that it is cut short", () => {
    const [archive, stream] = [bytesOf("archive.pth"), bytesOf("stream.pth")];
    const short = { damage: { kind: "short" } };
    expect(reading("a", archive.subarray(0, 1000))).toThrow(problem("E710", { path: "a", ...short }));
    expect(reading("s", stream.subarray(0, stream.length - 4))).toThrow(problem("E710", { path: "s", ...short }));
  });

  test("compressed entries are refused: they could grow", () => {
    const name = "archive-compressed.pth";
    expect(reading(name)).toThrow(
      problem("E710", { path: name, damage: { kind: "compressed", name: "archive/data.pkl" } }),
    );
  });

  test("integers beyond 32 bits are refused", () => {
    const name = "archive-long.pth";
    expect(reading(name)).toThrow(problem("E712", { path: name, tensor: "step", trouble: "integer" }));
  });
});
