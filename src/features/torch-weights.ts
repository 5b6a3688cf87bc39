/**
 * @file Weights as PyTorch publishes them (`.pth`, `.pt`): tensors by name, read without executing anything.
 *
 *   since 1.6   an archive: <root>/data.pkl describes the tensors, <root>/data/<key> holds each storage's bytes
 *   before      a stream: pickles of a magic number, a version, the writer's machine, the object and the storages' keys,
 *               then of each storage its count of elements (int64) and its bytes
 *
 * Both as `torch.serialization` documents and writes them. Nested dictionaries become names with dots; what is no tensor
 * (an epoch, a learning rate) is left out.
 */
import { GantryError } from "../base/error.ts";
import type { Tensor } from "../base/tensor.ts";
import type { WeightsDamage } from "../messages/en/errors-weights.ts";
import { unpickle } from "./pickle.ts";
import { materialise, type StorageReference, storageReference, TorchTensor, torchGlobals } from "./torch-tensors.ts";
import { storedEntries } from "./zip.ts";

/** Tensors by name, in the file's order. */
export type Weights = ReadonlyMap<string, Tensor>;

/** Whether a file begins as `torch.save` begins one: as an archive, or as a pickle. */
export const isTorchFile = (bytes: Uint8Array): boolean => isArchive(bytes) || bytes[0] === 0x80;
const isArchive = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/**
 * @param bytes a whole file @param where its name, for errors
 * @throws E710 for a file that is none or is damaged, E711 for one that asks for code, E712 for a tensor that makes no
 * sense
 */
export function decodeTorchWeights(bytes: Uint8Array, where: string): Weights {
  const { root, bytesOf } = isArchive(bytes) ? readArchive(bytes, where) : readStream(bytes, where);
  const weights = new Map<string, Tensor>();
  for (const [name, tensor] of tensorsIn(root)) {
    weights.set(name, materialise(tensor, name, bytesOf(tensor.storage.key), where));
  }
  if (weights.size === 0) fail(where, { kind: "root" });
  return weights;
}

function fail(where: string, damage: WeightsDamage): never {
  throw new GantryError("E710", { path: where, damage });
}

/** The object that was saved, and the bytes of its storages by key. */
interface TorchFile {
  readonly root: unknown;
  readonly bytesOf: (key: string) => Uint8Array | undefined;
}

const options = (where: string) => ({ where, globals: torchGlobals, persistent: storageReference });

const DESCRIPTION = "data.pkl";

function readArchive(bytes: Uint8Array, where: string): TorchFile {
  const entries = storedEntries(bytes, where);
  const name = [...entries.keys()].find((entry) => entry.split("/").slice(1).join("/") === DESCRIPTION);
  const description = name === undefined ? undefined : entries.get(name);
  if (name === undefined || description === undefined) return fail(where, { kind: "entry", name: DESCRIPTION });
  const folder = name.slice(0, -DESCRIPTION.length);
  const order = entries.get(`${folder}byteorder`);
  if (order !== undefined && new TextDecoder().decode(order) === "big") fail(where, { kind: "bigEndian" });
  const { value } = unpickle(description, options(where));
  return { root: value, bytesOf: (key) => entries.get(`${folder}data/${key}`) };
}

const MAGIC = 0x1950a86a20f9469cfc6cn;
const COUNT_BYTES = 8;

function readStream(bytes: Uint8Array, where: string): TorchFile {
  let at = 0;
  const references = new Map<string, StorageReference>();
  const next = (): unknown => {
    const { value, end } = unpickle(bytes, { ...options(where), persistent: noted(references) }, at);
    at = end;
    return value;
  };
  if (next() !== MAGIC) fail(where, { kind: "structure", at: 0 });
  next(); // the format's version
  const machine = next();
  if (machine instanceof Map && machine.get("little_endian") === false) fail(where, { kind: "bigEndian" });
  const root = next();
  const keys = next();
  if (!Array.isArray(keys)) return fail(where, { kind: "structure", at });
  const storages = readStorages(bytes, at, keys, references, where);
  return { root, bytesOf: (key) => storages.get(key) };
}

/** As `storageReference`, and keeps what it gave. */
const noted =
  (references: Map<string, StorageReference>) =>
  (id: unknown): StorageReference | undefined => {
    const reference = storageReference(id);
    if (reference !== undefined) references.set(reference.key, reference);
    return reference;
  };

function readStorages(
  bytes: Uint8Array,
  start: number,
  keys: readonly unknown[],
  references: ReadonlyMap<string, StorageReference>,
  where: string,
): ReadonlyMap<string, Uint8Array> {
  const storages = new Map<string, Uint8Array>();
  let at = start;
  for (const key of keys) {
    const reference = references.get(String(key));
    if (reference === undefined) return fail(where, { kind: "structure", at });
    const end = at + COUNT_BYTES + reference.count * reference.type.bytes;
    if (end > bytes.length) fail(where, { kind: "short" });
    const count = new DataView(bytes.buffer, bytes.byteOffset + at).getBigInt64(0, true);
    if (Number(count) !== reference.count) fail(where, { kind: "structure", at });
    storages.set(reference.key, bytes.subarray(at + COUNT_BYTES, end));
    at = end;
  }
  return storages;
}

/** Tensors of nested dictionaries; each dictionary once, however often the file mentions it. */
function tensorsIn(root: unknown): Map<string, TorchTensor> {
  const found = new Map<string, TorchTensor>();
  const seen = new Set<unknown>();
  const pending: [prefix: string, value: unknown][] = [["", root]];
  for (let entry = pending.shift(); entry !== undefined; entry = pending.shift()) {
    const [prefix, dictionary] = entry;
    if (!(dictionary instanceof Map) || seen.has(dictionary)) continue;
    seen.add(dictionary);
    for (const [key, value] of dictionary) {
      if (value instanceof TorchTensor) found.set(`${prefix}${String(key)}`, value);
      else pending.push([`${prefix}${String(key)}.`, value]);
    }
  }
  return found;
}
