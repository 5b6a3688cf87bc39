/**
 * @file What a game is: players, inputs, phases, controls, a sampler. It is data; nothing below knows how many networks
 * there are or what they are called.
 */
import type { Attribute } from "../base/attribute.ts";
import type { Shape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import type { Network } from "../models/scope.ts";
import type { Optimiser, Schedule } from "../optim/optimiser.ts";

/** A network, how it learns, and whether an exponential moving average of it is kept (`ema`: the decay). */
export interface Player {
  readonly network: Network;
  readonly optimiser: Optimiser;
  readonly ema?: number;
  /** A control of the game that its learning rate is multiplied by at each step; absent: none. */
  readonly rate?: string;
}

/** Where a fresh value of an input comes from. Shapes include the batch axis. */
export type GameInput =
  /**
   * The next items of the data, images in [−1, 1]. `labelled`: of a subset with so many labels in all, as many of each
   * class, which the seed chooses; where it stands follows from the step.
   */
  | { readonly kind: "data"; readonly shape: Shape; readonly labelled?: number }
  /** The labels of the items that the input `of` holds, int32 `[N]`. */
  | { readonly kind: "labels"; readonly shape: Shape; readonly of: string }
  /** The attributes of the items that the input `of` holds, in the data's own units, float32 `[N, A]`, A columns. */
  | {
      readonly kind: "attributes";
      readonly shape: Shape;
      readonly of: string;
      readonly columns: readonly Attribute[];
    }
  /** Numbers of classes, each of 0 … classes − 1 as likely, int32 `[N]`: labels that come from no data. */
  | { readonly kind: "categorical"; readonly shape: Shape; readonly classes: number }
  | { readonly kind: "normal"; readonly shape: Shape }
  | { readonly kind: "uniform"; readonly shape: Shape; readonly low: number; readonly high: number };

/** A player as a phase sees it: call it on tensors. */
export interface PlayerHandle {
  (...inputs: Node[]): Node;
  /** Whether it treats each example of batches of `shapes` by itself, so that two may be joined; absent: no. */
  readonly rowwise?: (...shapes: Shape[]) => boolean;
  /** The player after a step of its own optimiser down `loss`, which nothing keeps; derivatives go through it. */
  readonly after?: (loss: Node) => PlayerHandle;
}
export type Handles = Readonly<Record<string, PlayerHandle>>;
export type Nodes = Readonly<Record<string, Node>>;

export interface PhaseResult {
  /** Scalar `[]`, minimised by the players the phase updates. */
  readonly loss: Node;
  /** Scalars worth logging, and tensors of which the host makes statistics (`realLogits`, `fakeLogits`: see `Reading`). */
  readonly watch?: Nodes;
}

/**
 * How D's plain output on a batch says "real", for the statistics of the watched `realLogits` and `fakeLogits`:
 *
 * `logit`: above 0, and its sigmoid is a probability. `margin`: above 0, no probability. `target`: above ½, between the
 * targets 0 and 1. `relative`: above the mean of the other batch, for only differences have a meaning.
 */
export type Reading = "logit" | "margin" | "target" | "relative";

export interface Phase {
  readonly name: string;
  /** The players whose parameters move; the others are constants. */
  readonly updates: readonly string[];
  /** How often in one step (k in Algorithm 1); 1 by default. */
  readonly times?: number;
  /**
   * How often the phase is done `times` times more, before all phases of a step (0, 1, …): WGAN's critic is brought
   * near its best in the first ones. 0 by default.
   */
  readonly extra?: (step: number) => number;
  /** Inputs whose value of the phase before is used again; all others are drawn fresh for each repetition. */
  readonly reuses?: readonly string[];
  readonly loss: (players: Handles, inputs: Nodes, controls: Nodes) => PhaseResult;
}

/** The element type of an input's values. */
export const dtypeOf = ({ kind }: GameInput): "int32" | "float32" =>
  kind === "labels" || kind === "categorical" ? "int32" : "float32";

/** The data input that an input belongs to, where its values are known of those very items; else the input itself. */
export const itemsOf = (name: string, input: GameInput): string =>
  input.kind === "labels" || input.kind === "attributes" ? input.of : name;

/**
 * A scalar the host sets for each step: by a schedule, or from its last value, what the step watched, and the last
 * values of the controls of this kind, so that one may remember for another.
 */
export type Control =
  | Schedule
  | {
      readonly initial: number;
      readonly next: (
        value: number,
        watched: Readonly<Record<string, number>>,
        last: Readonly<Record<string, number>>,
      ) => number;
    };

/** What people look at and what is exported: `image` `[N, C, H, W]` in [−1, 1], or `sample` `[N, D]`. */
export interface Sampler {
  readonly player: string;
  /** Inputs it takes, by the names in `inputs`; their batch axis becomes dynamic in the export. */
  readonly inputs: readonly string[];
  readonly output: "image" | "sample";
  readonly draw: (players: Handles, inputs: Nodes) => Node;
}

/** A network of the game that says which class an item is of; exported beside what the sampler draws. */
export interface Classifier {
  readonly player: string;
  /** The data input whose items it takes. */
  readonly input: string;
  /** @returns `[N, K]`, one logit a class */
  readonly logits: (players: Handles, x: Node) => Node;
}

export interface Game {
  readonly players: Readonly<Record<string, Player>>;
  readonly inputs: Readonly<Record<string, GameInput>>;
  readonly phases: readonly Phase[];
  readonly controls?: Readonly<Record<string, Control>>;
  /** The most that somebody may set a control to, where it has an end (a share, a probability). The least is 0 for all. */
  readonly limits?: Readonly<Record<string, number>>;
  readonly sampler: Sampler;
  readonly classifier?: Classifier;
  /** Absent: D's output is not looked at. */
  readonly reading?: Reading;
}

/** Gives a game back as it is, with its type: for modules that export one. */
export const defineGame = (game: Game): Game => game;
