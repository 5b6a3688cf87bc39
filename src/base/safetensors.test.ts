import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeTensors, encodeTensors, type NamedTensor } from "./safetensors.ts";

const floats = (name: string, values: readonly number[]): NamedTensor => ({
  name,
  dtype: "float32",
  shape: [values.length],
  data: Float32Array.from(values),
});

/** A file with this header and so many bytes of data. */
function fileOf(header: string, dataLength: number): Uint8Array {
  const json = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + json.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

describe("encodeTensors", () => {
  // What the reference implementation's own tests expect of the same two inputs (huggingface/safetensors, tensor.rs).
  test("an empty file and a small one have the reference writer's bytes", () => {
    const text = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);
    expect(text(encodeTensors([]))).toBe("\x08\0\0\0\0\0\0\0{}      ");
    const data = Float32Array.of(0, 1, 2, 3, 4, 5);
    const bytes = encodeTensors([{ name: "attn.0", dtype: "float32", shape: [1, 2, 3], data }]);
    expect(text(bytes.subarray(0, 72))).toBe(
      '\x40\0\0\0\0\0\0\0{"attn.0":{"dtype":"F32","shape":[1,2,3],"data_offsets":[0,24]}}',
    );
    expect([...new Float32Array(bytes.buffer, 72)]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("lays a file out as format.md says", () => {
    const bytes = encodeTensors([
      { name: "m", dtype: "bool", shape: [1], data: Uint8Array.of(1) },
      { name: "b", dtype: "int32", shape: [1], data: Int32Array.of(7) },
      { name: "a", dtype: "float32", shape: [1, 2], data: Float32Array.of(1, 2) },
    ]);
    const header =
      '{"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},' +
      '"b":{"dtype":"I32","shape":[1],"data_offsets":[8,12]},' +
      '"m":{"dtype":"BOOL","shape":[1],"data_offsets":[12,13]}}';
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
    expect(new TextDecoder().decode(bytes.subarray(8, 8 + padded.length))).toBe(padded);
    expect(new DataView(bytes.buffer).getBigUint64(0, true)).toBe(BigInt(padded.length));
    expect([...bytes.subarray(8 + padded.length)]).toEqual([0, 0, 128, 63, 0, 0, 0, 64, 7, 0, 0, 0, 1]);
  });

  test("equal tensors in any order, also as views of one vector, give equal bytes", () => {
    const vector = Float32Array.from({ length: 10 }, (_, i) => i);
    const view = (name: string, from: number, to: number): NamedTensor => ({
      name,
      dtype: "float32",
      shape: [to - from],
      data: vector.subarray(from, to),
    });
    const apart = [floats("10", [3, 4]), floats("9", [0, 1, 2])];
    expect(encodeTensors([view("9", 0, 3), view("10", 3, 5)])).toEqual(encodeTensors(apart));
  });

  test("a name twice and data of another length are refused", () => {
    expect(() => encodeTensors([floats("a", [1]), floats("a", [2])])).toThrow(
      'encodeTensors is no readable safetensors file: tensor "a" stands there twice (a). Use another copy of it.',
    );
    expect(() => encodeTensors([{ ...floats("a", [1]), shape: [2] }])).toThrow(
      'tensor "a" has data of another length than its shape asks for (1 elements for [2])',
    );
  });
});

describe("decodeTensors", () => {
  test("gives back what was encoded", () => {
    const value = fc.float({ noDefaultInfinity: true, noNaN: true });
    const anyTensor = fc.record({
      name: fc.string(),
      values: fc.array(value, { maxLength: 9 }),
      dtype: fc.constantFrom("float32", "int32", "uint8", "bool"),
    });
    const sets = fc.uniqueArray(anyTensor, { selector: ({ name }) => name, maxLength: 6 });
    fc.assert(
      fc.property(sets, fc.dictionary(fc.string(), fc.string()), (set, metadata) => {
        const make = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array, bool: Uint8Array } as const;
        const tensors = set
          .filter(({ name }) => name !== "__metadata__")
          .map(({ name, values, dtype }) => {
            const data = make[dtype as "float32"].from(values.map((x) => (dtype === "float32" ? x : Math.abs(x) % 2)));
            return { name, dtype, shape: [values.length], data } as NamedTensor;
          });
        const read = decodeTensors(encodeTensors(tensors, metadata));
        const byName = (a: NamedTensor, b: NamedTensor): number => (a.name < b.name ? -1 : 1);
        expect([...read.tensors].sort(byName)).toEqual([...tensors].sort(byName));
        expect({ ...read.metadata }).toEqual({ ...metadata });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("reads from the middle of a buffer, whatever its alignment", () => {
    const bytes = encodeTensors([floats("a", [1.5, -2])]);
    for (let shift = 0; shift < 4; shift += 1) {
      const larger = new Uint8Array(bytes.length + shift);
      larger.set(bytes, shift);
      expect(decodeTensors(larger.subarray(shift)).tensors).toEqual([floats("a", [1.5, -2])]);
    }
  });

  const entry = (offsets: string, shape = "[1]", dtype = "F32"): string =>
    `{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;

  test.each([
    ["F16", [0x00, 0x3c, 0xff, 0xfb, 0x01, 0x00], "float32", [1, -65_504, 2 ** -24]],
    ["BF16", [0xc0, 0x3f, 0x80, 0xff], "float32", [1.5, Number.NEGATIVE_INFINITY]],
    ["F64", [0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f], "float32", [Math.fround(0.1)]],
    ["I64", [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "int32", [-2]],
    ["I16", [0x00, 0x80], "int32", [-32_768]],
    ["I8", [0x80, 0x7f], "int32", [-128, 127]],
  ])("numbers of type %s, as others write them", (code, data, dtype, want) => {
    const header = new TextEncoder().encode(`{"a":${entry(`[0,${data.length}]`, `[${want.length}]`, code)}}`);
    const bytes = Uint8Array.of(header.length, 0, 0, 0, 0, 0, 0, 0, ...header, ...data);
    const [tensor] = decodeTensors(bytes).tensors;
    expect(tensor).toMatchObject({ dtype, shape: [want.length] });
    expect([...(tensor?.data ?? [])]).toEqual(want);
  });

  test.each([
    ["nothing", new Uint8Array(0), "it has 0 bytes where 8 were written"],
    [
      "an absurd header length",
      fileOf("{}", 0).fill(255, 0, 8),
      "its header claims 18446744073709552000 bytes in a file of 10",
    ],
    ["a header beyond the end", fileOf("{}", 0).fill(9, 0, 1), "its header claims 9 bytes in a file of 10"],
    ["no JSON", fileOf("{oops", 0), "it is not valid JSON"],
    ["no object", fileOf("[1]", 0), "it is not valid JSON (no object)"],
    ["an entry that is none", fileOf('{"a":7}', 0), 'tensor "a" has a type that is not read here (nothing)'],
    [
      "another type",
      fileOf(`{"a":${entry("[0,4]", "[1]", "F8")}}`, 4),
      'tensor "a" has a type that is not read here ("F8")',
    ],
    [
      "an integer that int32 does not hold",
      fileOf(`{"a":${entry("[0,8]", "[1]", "I64")}}`, 8).fill(1, -8),
      'tensor "a" has a type that is not read here (I64 beyond 32 bits)',
    ],
    [
      "a negative size",
      fileOf(`{"a":${entry("[0,4]", "[-1]")}}`, 4),
      'tensor "a" has a shape that is not a list of sizes ([-1])',
    ],
    [
      "offsets backwards",
      fileOf(`{"a":${entry("[4,0]")}}`, 4),
      'tensor "a" has data of another length than its shape asks for',
    ],
    ["offsets that are none", fileOf(`{"a":${entry("[0]")}}`, 4), 'tensor "a" lies outside the data, or overlaps'],
    [
      "too few bytes for the shape",
      fileOf(`{"a":${entry("[0,4]", "[2]")}}`, 4),
      'tensor "a" has data of another length',
    ],
    [
      "an overlap",
      fileOf(`{"a":${entry("[0,4]")},"b":${entry("[2,6]")}}`, 6),
      'tensor "b" lies outside the data, or overlaps or leaves a gap before it ([2, 6))',
    ],
    ["a gap", fileOf(`{"a":${entry("[0,4]")},"b":${entry("[5,9]")}}`, 9), 'tensor "b" lies outside the data'],
    ["data cut short", fileOf(`{"a":${entry("[0,4]")}}`, 3), "bytes where"],
    ["data behind the end", fileOf(`{"a":${entry("[0,4]")}}`, 5), "bytes where"],
    [
      "metadata that is no text",
      fileOf('{"__metadata__":{"a":1}}', 0),
      "__metadata__.a should be a string, and is number",
    ],
  ])("refuses %s", (_, bytes, sentence) => {
    expect(() => decodeTensors(bytes, "x.safetensors")).toThrow(sentence);
    expect(() => decodeTensors(bytes, "x.safetensors")).toThrow(/^x\.safetensors is no readable safetensors file: /);
  });
});
