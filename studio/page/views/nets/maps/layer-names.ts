/**
 * @file Which layer of the run's record a value of its ONNX model is. The model knows no layers' names, so they are told
 * only where order and shape leave no choice: as many values as layers are of one kind and shape, and each of them
 * follows from the one before. (A layer is traced after those that it follows from, and the model computes in such an
 * order, too.)
 */
import type { LayerNet } from "../../../../api/index.ts";
import type { PassedValue } from "../../../workers/latent-messages.ts";

/** What computes a layer's output, by ONNX's words. Of a norm or a bias it is what comes last: the shift. */
const KINDS: Readonly<Record<string, string>> = {
  Conv: "conv",
  ConvTranspose: "convTranspose",
  Gemm: "linear",
  MatMul: "linear",
  Add: "elementwise",
};

/** @returns layers' names by values' names, where they are certain */
export function layerNames(values: readonly PassedValue[], layers: readonly LayerNet[]): ReadonlyMap<string, string> {
  const ancestors = ancestorsOf(values);
  const names = new Map<string, string>();
  for (const key of new Set(layers.map(({ kind, shape }) => signature(kind, shape)))) {
    if (key === null) continue;
    const own = layers.filter(({ kind, shape }) => signature(kind, shape) === key);
    const found = values.filter(({ operator, shape }) => signature(KINDS[operator], shape) === key);
    const chained = found.every(({ name }, i) => i === 0 || ancestors.get(name)?.has(found[i - 1]?.name ?? ""));
    if (found.length !== own.length || !chained) continue;
    for (const [i, { name }] of found.entries()) names.set(name, own[i]?.name ?? "");
  }
  return names;
}

const signature = (kind: string | null | undefined, shape: readonly number[] | null): string | null =>
  kind == null || shape === null ? null : `${kind} ${shape}`;

function ancestorsOf(values: readonly PassedValue[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const { name, from } of values) {
    found.set(name, new Set(from.flatMap((one) => [one, ...(found.get(one) ?? [])])));
  }
  return found;
}
