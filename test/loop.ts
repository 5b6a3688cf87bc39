/** @file The training loop over a run in memory, for tests: watched, interrupted, abandoned as by a kill, resumed. */
import { vi } from "vitest";
import { encodeTensors } from "../src/base/safetensors.ts";
import type { Dataset } from "../src/data/dataset.ts";
import type { Game } from "../src/game/game.ts";
import { nodeRuntime } from "../src/runtime/ort.node.ts";
import type { Runtime, Session } from "../src/runtime/runtime.ts";
import { declareGame } from "../src/steps/declare.ts";
import type { ControlRequest } from "../src/store/control.ts";
import { type MemoryRun, memoryRun } from "../src/store/memory.ts";
import type { LoopOptions } from "../src/training/course.ts";
import { drawingOf } from "../src/training/drawing.ts";
import type { TrainEvent } from "../src/training/events.ts";
import { trainLoop } from "../src/training/loop.ts";
import { ring8 } from "./play.ts";

export const memory = (): MemoryRun =>
  memoryRun({
    record: {
      recipe: "tiny",
      data: { name: "ring8", spec: "ring8", kind: "points", shape: [2], count: 500, fingerprint: "" },
      seed: 7,
      device: "cpu",
      threads: 1,
      config: {},
      versions: {},
    },
  });

export function loopOptions(game: Game, store: MemoryRun, changed: Partial<LoopOptions> = {}): LoopOptions {
  const dataset: Dataset = changed.dataset ?? ring8;
  return {
    game,
    layout: declareGame(game),
    runtime: nodeRuntime({ threads: 1 }),
    dataset,
    seed: 7,
    flip: false,
    store,
    steps: 20,
    minutes: null,
    sampleEvery: 10,
    saveEvery: 5,
    onNan: "rollback",
    mostInRow: 1, // so that a test can act after every step
    checkpoint: null,
    stop: { requested: () => null },
    draw: drawingOf(dataset, 7),
    encode: null,
    onCheckpoint: async () => {},
    ...changed,
  };
}

/** A runtime that tells of each call how many steps it took. @param called is told when a call begins */
export function callsOf(called: (count: number) => void): Runtime {
  const real = nodeRuntime({ threads: 1 });
  return {
    ...real,
    open: async (program, options) => {
      const session = await real.open(program, options);
      const repeat: Session["repeat"] = (state, inputs, count) => {
        called(count);
        return session.repeat(state, inputs, count);
      };
      return { ...session, repeat };
    },
  };
}

/** Trains to the end. @param seen is told of each event before the loop goes on */
export async function trained(
  options: LoopOptions,
  seen: (event: TrainEvent) => void | Promise<void> = () => {},
): Promise<TrainEvent[]> {
  const events: TrainEvent[] = [];
  for await (const event of trainLoop(options)) {
    events.push(event);
    await seen(event);
  }
  return events;
}

/** Trains until `until` holds, and then no more: nothing is saved, as when the process is killed. */
export async function killedWhen(
  options: LoopOptions,
  until: (event: TrainEvent) => boolean | Promise<boolean>,
): Promise<void> {
  for await (const event of trainLoop(options)) if (await until(event)) return;
}

/** What a run in memory would be resumed from. */
export const lastOf = (store: MemoryRun) => store.readCheckpoint("last");

/** The bytes of the newest checkpoint's tensors. */
export async function bytesOf(store: MemoryRun): Promise<Uint8Array> {
  const checkpoint = await lastOf(store);
  if (checkpoint === null) throw new Error("the run has no checkpoint");
  return encodeTensors(checkpoint.tensors);
}

/** Whether an event is the metrics of a step. */
export const atStep =
  (step: number) =>
  (event: TrainEvent): boolean =>
    event.type === "metrics" && event.step === step;

/** An event in two or three words. */
export const short = (event: TrainEvent): string => {
  if (event.type === "end") return `end ${event.status} ${event.step}`;
  return event.type === "alert" ? `${event.code} ${event.step}` : `${event.type} ${event.step}`;
};

/** Moves the clock of a test that stopped it; by default past the next look for requests. */
export const later = (milliseconds = 150): void => void vi.advanceTimersByTime(milliseconds);

/** Asks something of a run, which it meets at its next boundary. */
export async function asked(store: MemoryRun, request: ControlRequest): Promise<void> {
  await store.request(request);
  later();
}
