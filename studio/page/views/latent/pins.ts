/** @file Latents kept with their pictures, and what becomes of two or three of them. They live as long as the page. */
import { type Signal, signal } from "@preact/signals";
import type { Drawing } from "../../workers/latent-messages.ts";

export interface Pin {
  /** From 1; not given twice. */
  readonly number: number;
  /** Without truncation, which applies to whatever is drawn. */
  readonly z: Float32Array;
  readonly drawing: Drawing;
}

export interface PinBoard {
  readonly pins: Signal<readonly Pin[]>;
  /** Numbers of those chosen, in the order of choosing: A, B, C. */
  readonly chosen: Signal<readonly number[]>;
}

export const LETTERS = ["A", "B", "C"] as const;

const boards = new Map<string, PinBoard>();

/** Of a run: going to another view and back keeps them. */
export function boardOf(run: string): PinBoard {
  const known = boards.get(run) ?? { pins: signal([]), chosen: signal([]) };
  boards.set(run, known);
  return known;
}

export function pinned({ pins }: PinBoard, z: Float32Array, drawing: Drawing): void {
  const number = 1 + Math.max(0, ...pins.value.map((pin) => pin.number));
  pins.value = [...pins.value, { number, z, drawing }];
}

export function unpinned({ pins, chosen }: PinBoard, number: number): void {
  pins.value = pins.value.filter((pin) => pin.number !== number);
  chosen.value = chosen.value.filter((one) => one !== number);
}

/** Chosen ones are let go; of a fourth, the first gives way. */
export const chosenAfter = (chosen: readonly number[], number: number): number[] =>
  chosen.includes(number) ? chosen.filter((one) => one !== number) : [...chosen, number].slice(-LETTERS.length);

export const chosenPins = ({ pins, chosen }: PinBoard): Pin[] =>
  chosen.value.flatMap((number) => pins.value.filter((pin) => pin.number === number));
