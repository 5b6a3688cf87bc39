/**
 * @file The scalars a step is fed: learning rates by schedule, the averaging rate, the game's own controls, and what a
 * person set while the run trained. All of it is plain numbers that stand in the checkpoint.
 */
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { Game } from "../game/game.ts";

/** What a checkpoint keeps of the controls. */
export interface ControlState {
  /** Values of controls that follow from their last value (BEGAN's k). */
  readonly values: Readonly<Record<string, number>>;
  /** What a person set: control → value, in place of its schedule. */
  readonly set: Readonly<Record<string, number>>;
  /** Learning rates are multiplied by it: 1, and half after each rollback. */
  readonly rateFactor: number;
}

export function initialControls(game: Game): ControlState {
  const values = Object.entries(game.controls ?? {}).flatMap(([name, control]) =>
    typeof control === "function" ? [] : [[name, control.initial] as const],
  );
  return { values: Object.fromEntries(values), set: {}, rateFactor: 1 };
}

/**
 * Every control's value at `step` (0, 1, …), by name.
 *
 * The moving average begins fast and slows down to its decay: rate = max(1 − decay, 9 / (step + 10)), TensorFlow's
 * warm-up, so that the random first weights are forgotten soon whatever the decay.
 */
export function controlValues(game: Game, state: ControlState, step: number): Record<string, number> {
  const values: Record<string, number> = {};
  for (const [name, control] of Object.entries(game.controls ?? {})) {
    values[name] = typeof control === "function" ? control(step) : (state.values[name] as number);
  }
  for (const [name, { optimiser, ema }] of Object.entries(game.players)) {
    values[`lr.${name}`] = optimiser.learningRate(step);
    if (ema !== undefined) values[`average.${name}`] = Math.max(1 - ema, 9 / (step + 10));
  }
  Object.assign(values, state.set);
  for (const [name, { rate }] of Object.entries(game.players)) {
    const share = rate === undefined ? 1 : (values[rate] as number);
    values[`lr.${name}`] = (values[`lr.${name}`] as number) * share * state.rateFactor;
  }
  return values;
}

/** Moves the controls that depend on what the step watched. */
export function nextControls(game: Game, state: ControlState, watched: Readonly<Record<string, number>>): ControlState {
  const moved = Object.entries(game.controls ?? {}).flatMap(([name, control]) =>
    typeof control === "function"
      ? []
      : [[name, control.next(state.values[name] as number, watched, state.values)] as const],
  );
  return moved.length === 0 ? state : { ...state, values: Object.fromEntries(moved) };
}

/** As the program is fed: `control/<name>` → scalar. */
export function controlTensors(
  names: readonly string[],
  values: Readonly<Record<string, number>>,
): Record<string, Tensor> {
  return Object.fromEntries(names.map((name) => [`control/${name}`, floatTensor([], [values[name] as number])]));
}

/** The same for several steps: `control/<name>` → `[steps]`. @param rows the values at each step */
export function stackedControls(
  names: readonly string[],
  rows: readonly Readonly<Record<string, number>>[],
): Record<string, Tensor> {
  return Object.fromEntries(
    names.map((name) => [
      `control/${name}`,
      floatTensor(
        [rows.length],
        rows.map((values) => values[name] as number),
      ),
    ]),
  );
}
