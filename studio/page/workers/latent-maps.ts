/** @file What a generator computes on its way from z to a picture, or D on its way from there. What reads and rewrites models loads with this file. */
import { floatTensor } from "gantry/base";
import { type InnerValue, innerValues, withOutputs } from "gantry/onnx";
import type { Generator, GeneratorValue } from "gantry/runtime/web";
import { channelFacts } from "./channel-facts.ts";
import type { Maps, MapsRequest, PassedValue, ShownValue } from "./latent-messages.ts";
import type { Scene } from "./latent-scene.ts";
import { askedOf, type Opened } from "./latent-tasks.ts";

type Results = Readonly<Record<string, GeneratorValue>>;

/** What D says, in a model that has it behind the generator. */
const JUDGEMENT = "judgement";

/** The generator once more, with all that it computes as outputs. */
export interface Passage {
  readonly generator: Generator;
  readonly values: readonly PassedValue[];
  /** Of the scene that was asked for last: who steps through channels waits for no run. */
  last: { readonly scene: string; readonly results: Results } | null;
}

export async function maps(opened: Opened, { scene, value }: MapsRequest): Promise<Maps> {
  opened.passage ??= openPassage(opened).catch((cause: unknown) => {
    opened.passage = null; // what could not be fetched may be there next time
    throw cause;
  });
  const passage = await opened.passage;
  const results = await resultsOf(opened, passage, scene);
  const { values } = passage;
  const shown = values.find(({ name, shape }) => name === value && shape !== null) ?? usual(values);
  return {
    step: passage.generator.metadata.step ?? null,
    ...{ values, shown: shown === undefined ? null : shownOf(shown, results[shown.name] as GeneratorValue) },
    judgement: results[JUDGEMENT]?.data.length === 1 ? Number(results[JUDGEMENT].data[0]) : null,
  };
}

const usual = (values: readonly PassedValue[]): PassedValue | undefined => {
  const known = values.filter(({ shape }) => shape !== null);
  const planes = known.filter(({ shape }) => shape?.length === 3);
  return planes.find(({ operator }) => operator.startsWith("Conv")) ?? planes[0] ?? known[0];
};

/** Which extents are the number of examples is found by a run of two. */
async function openPassage(opened: Opened): Promise<Passage> {
  let inner: readonly InnerValue[] = [];
  const generator = await opened.watched((bytes) => {
    inner = ownValues(innerValues(bytes), opened.generator.output);
    return withOutputs(
      bytes,
      inner.map(({ name }) => name),
    );
  });
  const found = await generator.values(generator.z(2, 0));
  const shapeOf = ({ type, shape: [rows, ...shape] }: GeneratorValue): readonly number[] | null =>
    type === "float32" && rows === 2 && (shape.length === 1 || shape.length === 3) ? shape : null;
  const values = inner.map((value) => ({ ...value, shape: shapeOf(found[value.name] as GeneratorValue) }));
  return { generator, values, last: null };
}

/** All of a generator's; where D is behind it, the picture and what D makes of it. @param picture its name */
function ownValues(all: readonly InnerValue[], picture: string): readonly InnerValue[] {
  if (!all.some(({ name }) => name === JUDGEMENT)) return all;
  const before = new Set([picture]);
  for (const { name, from } of all.toReversed()) if (before.has(name)) for (const one of from) before.add(one);
  return all.filter(({ name }) => name === picture || !before.has(name));
}

async function resultsOf({ space }: Opened, passage: Passage, scene: Scene): Promise<Results> {
  const key = JSON.stringify(scene);
  if (passage.last?.scene === key) return passage.last.results;
  const { generator } = passage;
  const z = floatTensor([1, generator.latentSize], space.latentOf(scene));
  const results = await generator.values(z, askedOf(generator, scene));
  passage.last = { scene: key, results };
  return results;
}

function shownOf({ name, shape }: PassedValue, { data }: GeneratorValue): ShownValue {
  const [channels, height, width] = shape?.length === 3 ? shape : [1, 1, ...(shape ?? [])];
  const own = Float32Array.from(data as Float32Array);
  return {
    name,
    shape: [channels as number, height as number, width as number],
    data: own,
    facts: channelFacts(own, channels as number),
  };
}
