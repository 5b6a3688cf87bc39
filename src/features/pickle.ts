/**
 * @file Python's pickle format, read as data. A pickle is a program for a small stack machine, and Python's own reader
 * lets it call any function there is. This one knows the instructions that build plain values, and of functions only
 * those that it is handed: a name beyond them ends the reading, and nothing in a file is ever executed.
 *
 * Instructions and their meaning: Python's `pickletools` module; protocols 2 to 5, as far as tensors by name need them.
 * Lists and tuples become arrays, dictionaries maps, byte strings text.
 */
import { GantryError } from "../base/error.ts";
import type { WeightsDamage } from "../messages/en/errors-weights.ts";

/** What a name stands for: a function of ours, or `null` for one that is only mentioned. */
export type PickleGlobal = ((args: readonly unknown[]) => unknown) | null;

export interface PickleOptions {
  /** The file's name, for errors. */
  readonly where: string;
  /** By "module.name"; no other name is known. */
  readonly globals: ReadonlyMap<string, PickleGlobal>;
  /** What a reference out of the pickle stands for. @returns `undefined` where it makes no sense */
  readonly persistent: (id: unknown) => unknown;
}

/** A value, and where in the bytes the pickle ended: several may follow each other. */
export interface Unpickled {
  readonly value: unknown;
  readonly end: number;
}

/** A name that the pickle put on its stack. */
export class NamedGlobal {
  readonly name: string;
  readonly call: PickleGlobal;
  constructor(name: string, call: PickleGlobal) {
    this.name = name;
    this.call = call;
  }
}

/** Where a group of values begins on the stack. */
const MARK: unique symbol = Symbol("mark");

interface Machine extends PickleOptions {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
  readonly stack: unknown[];
  readonly memo: Map<number, unknown>;
}

/**
 * Reads one pickle.
 *
 * @param start where in `bytes` it begins
 * @throws E710 where the bytes are no pickle, end too early or use other instructions, E711 for a name that is unknown
 */
export function unpickle(bytes: Uint8Array, options: PickleOptions, start = 0): Unpickled {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const machine: Machine = { ...options, bytes, view, at: start, stack: [], memo: new Map() };
  for (;;) {
    const at = machine.at;
    const opcode = take(machine, 1);
    if (bytes[opcode] === STOP) return { value: pop(machine), end: machine.at };
    const instruction = instructions[bytes[opcode] as number];
    if (instruction === undefined) fail(machine, { kind: "opcode", opcode: bytes[opcode] as number, at });
    instruction(machine);
  }
}

function fail({ where }: Machine, damage: WeightsDamage): never {
  throw new GantryError("E710", { path: where, damage });
}

function senseless(machine: Machine): never {
  fail(machine, { kind: "structure", at: machine.at });
}

/** Moves past so many bytes. @returns where they begin */
function take(machine: Machine, count: number): number {
  const from = machine.at;
  if (from + count > machine.bytes.length) fail(machine, { kind: "short" });
  machine.at = from + count;
  return from;
}

function pop(machine: Machine): unknown {
  const { stack } = machine;
  if (stack.length === 0 || stack.at(-1) === MARK) senseless(machine);
  return stack.pop();
}

/** What lies above the last mark, which goes too. */
function popGroup(machine: Machine): unknown[] {
  const from = machine.stack.lastIndexOf(MARK);
  if (from < 0) senseless(machine);
  return machine.stack.splice(from).slice(1);
}

/** The value that lies on top, and stays. */
const top = ({ stack }: Machine): unknown => stack.at(-1);

const byte = (machine: Machine): number => machine.view.getUint8(take(machine, 1));
const word = (machine: Machine): number => machine.view.getUint32(take(machine, 4), true);

function text(machine: Machine, length: number): string {
  const from = take(machine, length);
  return new TextDecoder().decode(machine.bytes.subarray(from, from + length));
}

function line(machine: Machine): string {
  const end = machine.bytes.indexOf(0x0a, machine.at);
  if (end < 0) fail(machine, { kind: "short" });
  const found = text(machine, end - machine.at);
  machine.at += 1;
  return found;
}

/** Two's complement, little-endian; a number within 53 bits. */
function longInteger(machine: Machine): number | bigint {
  const length = byte(machine);
  const from = take(machine, length);
  let value = 0n;
  for (let i = length - 1; i >= 0; i -= 1) value = value * 256n + BigInt(machine.bytes[from + i] as number);
  const signed = BigInt.asIntN(length * 8, value);
  return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed;
}

function pushGlobal(machine: Machine, module: string, name: string): void {
  const full = `${module}.${name}`;
  const call = machine.globals.get(full);
  if (call === undefined) throw new GantryError("E711", { path: machine.where, name: full });
  machine.stack.push(new NamedGlobal(full, call));
}

function recall(machine: Machine, index: number): void {
  if (!machine.memo.has(index)) senseless(machine);
  machine.stack.push(machine.memo.get(index));
}

function append(machine: Machine, items: readonly unknown[]): void {
  const list = top(machine);
  if (!Array.isArray(list)) senseless(machine);
  for (const item of items) list.push(item);
}

function setItems(machine: Machine, items: readonly unknown[]): void {
  const dictionary = top(machine);
  if (!(dictionary instanceof Map) || items.length % 2 !== 0) senseless(machine);
  for (let i = 0; i < items.length; i += 2) dictionary.set(items[i], items[i + 1]);
}

function reduce(machine: Machine): void {
  const [args, callee] = [pop(machine), pop(machine)];
  if (!(callee instanceof NamedGlobal) || callee.call === null || !Array.isArray(args)) senseless(machine);
  const value = callee.call(args);
  if (value === undefined) senseless(machine);
  machine.stack.push(value);
}

/** Attributes of an object: a state dict has its version there, which nobody here asks for. */
function build(machine: Machine): void {
  pop(machine);
  if (!(top(machine) instanceof Map)) senseless(machine);
}

function persistentValue(machine: Machine): void {
  const value = machine.persistent(pop(machine));
  if (value === undefined) senseless(machine);
  machine.stack.push(value);
}

function stackGlobal(machine: Machine): void {
  const [name, module] = [pop(machine), pop(machine)];
  if (typeof name !== "string" || typeof module !== "string") senseless(machine);
  pushGlobal(machine, module, name);
}

function pushTuple(machine: Machine, count: number): void {
  const items = Array.from({ length: count }, () => pop(machine));
  machine.stack.push(items.reverse());
}

type Instruction = (machine: Machine) => void;

const push =
  (value: (machine: Machine) => unknown): Instruction =>
  (machine) => {
    machine.stack.push(value(machine));
  };

const memoise =
  (index: (machine: Machine) => number): Instruction =>
  (machine) => {
    machine.memo.set(index(machine), top(machine));
  };

const STOP = 0x2e;

const instructions: Readonly<Record<number, Instruction>> = {
  128: (m) => take(m, 1), // PROTO
  149: (m) => take(m, 8), // FRAME
  40: push(() => MARK), // MARK
  48: pop, // POP
  49: popGroup, // POP_MARK
  78: push(() => null), // NONE
  136: push(() => true), // NEWTRUE
  137: push(() => false), // NEWFALSE
  74: push((m) => m.view.getInt32(take(m, 4), true)), // BININT
  75: push(byte), // BININT1
  77: push((m) => m.view.getUint16(take(m, 2), true)), // BININT2
  138: push(longInteger), // LONG1
  71: push((m) => m.view.getFloat64(take(m, 8))), // BINFLOAT, big-endian
  88: push((m) => text(m, word(m))), // BINUNICODE
  140: push((m) => text(m, byte(m))), // SHORT_BINUNICODE
  84: push((m) => text(m, word(m))), // BINSTRING
  85: push((m) => text(m, byte(m))), // SHORT_BINSTRING
  66: push((m) => text(m, word(m))), // BINBYTES
  67: push((m) => text(m, byte(m))), // SHORT_BINBYTES
  41: push(() => []), // EMPTY_TUPLE
  116: push(popGroup), // TUPLE
  133: (m) => pushTuple(m, 1), // TUPLE1
  134: (m) => pushTuple(m, 2), // TUPLE2
  135: (m) => pushTuple(m, 3), // TUPLE3
  93: push(() => []), // EMPTY_LIST
  97: (m) => append(m, [pop(m)]), // APPEND
  101: (m) => append(m, popGroup(m)), // APPENDS
  125: push(() => new Map()), // EMPTY_DICT
  115: (m) => setItems(m, [pop(m), pop(m)].reverse()), // SETITEM
  117: (m) => setItems(m, popGroup(m)), // SETITEMS
  113: memoise(byte), // BINPUT
  114: memoise(word), // LONG_BINPUT
  148: memoise((m) => m.memo.size), // MEMOIZE
  104: (m) => recall(m, byte(m)), // BINGET
  106: (m) => recall(m, word(m)), // LONG_BINGET
  99: (m) => pushGlobal(m, line(m), line(m)), // GLOBAL
  147: stackGlobal, // STACK_GLOBAL
  82: reduce, // REDUCE
  98: build, // BUILD
  81: persistentValue, // BINPERSID
};
