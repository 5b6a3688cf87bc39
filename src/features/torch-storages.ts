/** @file PyTorch's storages: the flat arrays that tensors are views of, by the name of their class. */
import { type ElementFormat, elementFormats } from "../base/element-formats.ts";

export const torchStorages: Readonly<Record<string, ElementFormat>> = {
  FloatStorage: elementFormats.F32,
  DoubleStorage: elementFormats.F64,
  HalfStorage: elementFormats.F16,
  BFloat16Storage: elementFormats.BF16,
  LongStorage: elementFormats.I64,
  IntStorage: elementFormats.I32,
  ShortStorage: elementFormats.I16,
  CharStorage: elementFormats.I8,
  ByteStorage: elementFormats.U8,
  BoolStorage: elementFormats.BOOL,
};
