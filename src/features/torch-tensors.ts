/**
 * @file What a pickle of PyTorch's may mention, and what it means here: tensors as descriptions of views, read only when
 * the storages are there. The list is closed; see `pickle.ts` for what happens with any other name.
 */
import { type ElementFormat, emptyOf } from "../base/element-formats.ts";
import { GantryError } from "../base/error.ts";
import { sizeOf, stridesOf } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import type { TensorTrouble } from "../messages/en/errors-weights.ts";
import { NamedGlobal, type PickleGlobal } from "./pickle.ts";
import { torchStorages } from "./torch-storages.ts";

/** Where a tensor's elements lie. */
export class StorageReference {
  readonly type: ElementFormat;
  readonly key: string;
  /** In elements. */
  readonly count: number;
  constructor(type: ElementFormat, key: string, count: number) {
    this.type = type;
    this.key = key;
    this.count = count;
  }
}

/** A tensor as the pickle describes it. Offset and strides are in elements. */
export class TorchTensor {
  readonly storage: StorageReference;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  constructor(storage: StorageReference, offset: number, shape: readonly number[], strides: readonly number[]) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isCounts = (value: unknown): value is number[] => Array.isArray(value) && value.every(isCount);

function rebuildTensor([storage, offset, shape, strides]: readonly unknown[]): TorchTensor | undefined {
  if (!(storage instanceof StorageReference) || !isCount(offset)) return undefined;
  if (!isCounts(shape) || !isCounts(strides) || shape.length !== strides.length) return undefined;
  return new TorchTensor(storage, offset, shape, strides);
}

const rebuildParameter = ([data]: readonly unknown[]): TorchTensor | undefined =>
  data instanceof TorchTensor ? data : undefined;

/** Empty, or (from Python 2) with a list of pairs. */
function orderedDict([pairs]: readonly unknown[]): Map<unknown, unknown> | undefined {
  if (pairs === undefined) return new Map();
  const isPairs = Array.isArray(pairs) && pairs.every((pair) => Array.isArray(pair) && pair.length === 2);
  return isPairs ? new Map(pairs as [unknown, unknown][]) : undefined;
}

const STORAGE_PREFIX = "torch.";

/** The functions and classes of state dicts. */
export const torchGlobals: ReadonlyMap<string, PickleGlobal> = new Map<string, PickleGlobal>([
  ["torch._utils._rebuild_tensor_v2", rebuildTensor],
  ["torch._utils._rebuild_tensor", rebuildTensor],
  ["torch._utils._rebuild_parameter", rebuildParameter],
  ["torch._utils._rebuild_parameter_with_state", rebuildParameter],
  ["collections.OrderedDict", orderedDict],
  ["torch.Size", ([extents]) => (isCounts(extents) ? extents : undefined)],
  ...Object.keys(torchStorages).map((name): [string, null] => [STORAGE_PREFIX + name, null]),
]);

/** A reference to a storage: ("storage", its class, key, device, count of elements), in old files with a view's place. */
export function storageReference(id: unknown): StorageReference | undefined {
  if (!Array.isArray(id)) return undefined;
  const [kind, cls, key, , count, view = null] = id as readonly unknown[];
  const type = cls instanceof NamedGlobal ? torchStorages[cls.name.slice(STORAGE_PREFIX.length)] : undefined;
  const fits = kind === "storage" && typeof key === "string" && isCount(count) && view === null;
  return type !== undefined && fits ? new StorageReference(type, key, count) : undefined;
}

/** @throws E712 where the description and the bytes do not go together */
export function materialise(tensor: TorchTensor, name: string, bytes: Uint8Array | undefined, where: string): Tensor {
  const fail = (trouble: TensorTrouble): never => {
    throw new GantryError("E712", { path: where, tensor: name, trouble });
  };
  const { shape, strides, offset, storage } = tensor;
  const { type, count } = storage;
  if (bytes === undefined || bytes.length !== count * type.bytes) return fail("storage");
  const size = sizeOf(shape);
  const last = shape.reduce((at, extent, axis) => at + (extent - 1) * (strides[axis] as number), offset);
  // More elements than the storage would be a small file that fills the memory.
  if (size > count || (size > 0 && last >= count)) return fail("outside");
  const data = emptyOf(type, size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const place = placeOf(tensor);
  for (let i = 0; i < size; i += 1) {
    const value = type.read(view, place(i) * type.bytes);
    if (Number.isNaN(value) && type.dtype !== "float32") return fail("integer");
    data[i] = value;
  }
  return { dtype: type.dtype, shape, data } as Tensor;
}

/** Where element i of a tensor, in row-major order, lies in its storage. */
function placeOf({ shape, strides, offset }: TorchTensor): (i: number) => number {
  const dense = stridesOf(shape);
  if (shape.every((extent, axis) => extent === 1 || dense[axis] === strides[axis])) return (i) => offset + i;
  return (i) =>
    shape.reduce(
      (at, extent, axis) => at + (Math.floor(i / (dense[axis] as number)) % extent) * (strides[axis] as number),
      offset,
    );
}
