/** @file The tensors of a checkpoint, as a witness reads them. */
import { readFileSync } from "node:fs";

export type Tensors = Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;

/** A file of tensors, read by hand. */
export function tensorsOf(path: string): Tensors {
  const bytes = readFileSync(path);
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString("utf8", 8, start)) as Record<
    string,
    { shape: number[]; data_offsets: [number, number] }
  >;
  return Object.fromEntries(
    Object.entries(header).map(
      ([
        name,
        {
          shape,
          data_offsets: [from, to],
        },
      ]) => {
        const own = Uint8Array.from(bytes.subarray(start + from, start + to));
        return [name, { shape, data: new Float32Array(own.buffer) }];
      },
    ),
  );
}
