/**
 * @file The lesson "uniform noise learns a normal": a small GAN of two perceptrons, z uniform on (−1, 1), trained here
 * and now, and looked at where Figure 1 of the paper looks.
 *
 *   (a) p_g has come near, D is a partly right judge      (b) D alone has trained on, to about D*
 *   (c) G alone has followed D's slope                    (d) Algorithm 1 has run to its end
 */
import { fillNormal, floatTensor, type Tensor } from "gantry/base";
import { createBatches, type Dataset, fillNoise, pointSet } from "gantry/data";
import type { Game, GameInput } from "gantry/game";
import { gan } from "gantry/recipes";
import type { Runtime, Session } from "gantry/runtime";
import { declareGame, fusedStep, type GameLayout, initialState, phaseStep, type StepProgram } from "gantry/steps";
import { jsd, mixture } from "gantry/theory";
import { count } from "../format.ts";
import type { Cli } from "../verb.ts";
import type { LineData, Look } from "./theory-figure.ts";
import type { LineGame } from "./theory-line.ts";

/** Steps of Algorithm 1 unless somebody says otherwise. */
export const LESSON_STEPS = 1500;

/** Away from 0, where what an untrained G generates lies. */
const TRUTH = { mu: 2, sd: 1 } as const;
const COUNT = 50_000;

const SETTINGS = {
  batch: 256,
  "z.size": 1,
  "z.kind": "uniform",
  width: 32,
  depth: 2,
  activation: "silu",
  "d.steps": 5,
  "lr.g": 4e-3,
  "lr.d": 8e-3,
  "lr.schedule": "cosine",
  beta1: 0.5,
  ema: 0,
  penalty: "none", // so that D's optimum is D*
} as const;

/** The normal that is to be learned: its density, and 50,000 draws of it. */
export function lessonData(): { readonly dataset: Dataset; readonly data: LineData } {
  const { mu, sd } = TRUTH;
  const values = fillNormal({ seed: 0, stream: "theory/data", counter: 0 }, new Float32Array(COUNT));
  for (let i = 0; i < COUNT; i += 1) values[i] = mu + sd * (values[i] as number);
  const dataset = pointSet({ name: "normal", dimensions: 1, values, fingerprint: "", problems: [] });
  const range = [mu - 4 * sd, mu + 4 * sd] as const;
  return { dataset, data: { density: mixture([{ mu, sd }]), range, samples: null } };
}

/** The game of the lesson: the recipe `gan` with the settings above; the rates fall to 0 over `steps`. */
function lessonGame(steps: number): Game {
  const defaults = Object.entries(gan.settings).map(([key, setting]) => [key, setting.default] as const);
  const settings = { ...Object.fromEntries(defaults), ...SETTINGS, "lr.steps": steps };
  return gan.game(settings, { kind: "points", dimensions: 1, classes: 1 });
}

/** What may be trained: a whole step of Algorithm 1, or one player alone. */
export type Part = "step" | "D" | "G";

export interface Lesson {
  readonly game: Game;
  readonly layout: GameLayout;
  /** Trains one part so many times, each on fresh data and noise. */
  readonly train: (part: Part, times: number) => Promise<void>;
  /** A copy of the state. */
  readonly state: () => Promise<Record<string, Tensor>>;
  readonly release: () => Promise<void>;
}

export interface LessonOptions {
  readonly runtime: Runtime;
  readonly dataset: Dataset;
  /** Of the weights, of the order of the data and of the noise. */
  readonly seed: number;
  /** Of Algorithm 1, in all. */
  readonly steps: number;
}

/** Compiles the lesson's programs; nothing is trained yet. */
export async function openLesson({ runtime, dataset, seed, steps }: LessonOptions): Promise<Lesson> {
  const game = lessonGame(steps);
  const layout = declareGame(game);
  const [D, G] = game.phases.map((phase) => phaseStep(game, layout, phase)) as [StepProgram, StepProgram];
  const programs: Readonly<Record<Part, StepProgram>> = { step: fusedStep(game, layout), D, G };
  const sessions = new Map<Part, Session>();
  for (const [part, { program }] of Object.entries(programs)) sessions.set(part as Part, await runtime.open(program));
  const feeds = feeder(game, dataset, seed);
  const held = runtime.state(initialState(layout, seed));
  return {
    game,
    layout,
    train: async (part, times) => {
      for (let i = 0; i < times; i += 1) await (sessions.get(part) as Session).run(held, feeds(programs[part]));
    },
    state: () => held.read(),
    release: async () => {
      held.release();
      for (const session of sessions.values()) await session.release();
    },
  };
}

/** Fresh feeds at each call: the next items, noise of the next counter, the learning rates. */
function feeder(game: Game, dataset: Dataset, seed: number): (step: StepProgram) => Record<string, Tensor> {
  const batches = createBatches({ dataset, batch: SETTINGS.batch, seed });
  let [counter, position, steps] = [0, 0, 0];
  const fresh = (name: string, source: GameInput): Tensor => {
    if (source.kind !== "normal" && source.kind !== "uniform") {
      const { items, next } = batches.take(position);
      position = next;
      return floatTensor(source.shape, items);
    }
    const size = source.shape.reduce((product, extent) => product * extent, 1);
    const out = fillNoise(source, { seed, stream: name, counter }, new Float32Array(size));
    return floatTensor(source.shape, out);
  };
  return ({ program, inputs, controls }) => {
    counter += 1;
    if (program.name === "step") steps += 1; // updates of one player alone keep the rate of where they are
    const rate = (control: string): number =>
      game.players[control.replace("lr.", "")]?.optimiser.learningRate(steps) as number;
    return Object.fromEntries([
      ...inputs.map(({ name, source }) => [name, fresh(name, source)] as const),
      ...controls.map((control) => [`control/${control}`, floatTensor([], [rate(control)])] as const),
    ]);
  };
}

/** p_g has come near when its JSD is below this; it is looked at every few steps, and at the latest this late. */
const NEAR = 0.2;
const LOOK_EVERY = 5;
const LATEST = 400;
/** Updates of one player alone: D has about reached D*, G has moved as far as a picture shows. */
const D_ALONE = 300;
const G_ALONE = 4;

/** Trains and takes the four states */
export async function takeLesson(cli: Cli, lesson: Lesson, line: LineGame, steps: number): Promise<Look[]> {
  const { data } = lessonData();
  const text = cli.texts.theory.figure;
  const number = (value: number): string => count(value, cli.language);
  const looks: Look[] = [];
  const look = async (title: string): Promise<void> => {
    looks.push({ title, state: await lesson.state() });
  };
  let done = 0;
  while (done < Math.min(LATEST, steps)) {
    await lesson.train("step", LOOK_EVERY);
    done += LOOK_EVERY;
    const { density } = await line.generated(await lesson.state());
    if (jsd(data.density, density) < NEAR) break;
  }
  await look(text.step({ step: number(done) }));
  await lesson.train("D", D_ALONE);
  await look(text.dAlone({ count: number(D_ALONE) }));
  await lesson.train("G", G_ALONE);
  await look(text.gAlone({ count: number(G_ALONE) }));
  await lesson.train("step", Math.max(0, steps - done));
  await look(text.step({ step: number(Math.max(done, steps)) }));
  return looks;
}
