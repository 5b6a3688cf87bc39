import { InferenceSession, Tensor as OrtTensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { errorSentence } from "../messages/errors.ts";
import { modelFacts } from "../onnx/facts.ts";
import { gan } from "../recipes/gan.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import type { TrainEvent } from "./events.ts";
import { type PageTrainOptions, type SampleOptions, type Training, trainInPage } from "./train.web.ts";

const runtime = nodeRuntime({ threads: 1 }); // what a page hands in is any runtime

const train = (options: Partial<PageTrainOptions> = {}): Training =>
  trainInPage({ data: "ring8", steps: 3, batch: 16, width: 8, ...options, runtime });

async function eventsOf(training: Training): Promise<TrainEvent[]> {
  const events: TrainEvent[] = [];
  for await (const event of training) events.push(event);
  return events;
}

test("a run in memory tells what a run in a folder tells", async () => {
  const events = await eventsOf(train());
  const steps = (type: TrainEvent["type"]): number[] => events.filter((e) => e.type === type).map(({ step }) => step);
  expect(steps("metrics")).toEqual([1, 2, 3]);
  expect(steps("sample")).toEqual([0, 1, 2, 3]);
  expect(steps("checkpoint")).toEqual([0, 3]);
  expect(events[0]).toMatchObject({ run: null, step: 0, steps: 3, device: "cpu", threads: 1 });
  expect(events.at(-1)).toEqual({ type: "end", status: "done", step: 3, run: null });
});

test("a page evaluates where it is asked to, points and pictures, and not otherwise", async () => {
  const evaluations = async (options: Partial<PageTrainOptions>) =>
    (await eventsOf(train(options))).flatMap((event) => (event.type === "evaluation" ? [event] : []));
  expect(await evaluations({ steps: 4 })).toEqual([]);
  const points = await evaluations({ steps: 4, evalEvery: 2, evalN: 100 });
  expect(points.map(({ step, metric, features }) => [step, metric, features])).toEqual([
    [2, "sliced", "pixels"],
    [4, "sliced", "pixels"],
  ]);
  const pictures = await evaluations({ data: "strokes", size: 16, steps: 1, batch: 4, evalEvery: 1, evalN: 80 });
  expect(pictures.map(({ step, metric, features }) => [step, metric, features])).toEqual([[1, "frechet", "digits"]]);
  expect(pictures[0]?.values.frechet as number).toBeGreaterThan(0);
  expect(() => train({ evalFeatures: "pixels" })).toThrow(
    errorSentence("E403", { where: "config.evalFeatures", instead: "features" }, "en"),
  );
});

test("the same seed gives the same run, another seed another", async () => {
  const samples = async (seed: number): Promise<number[]> => {
    const training = train({ seed });
    await eventsOf(training);
    return [...(await training.sample(4)).data];
  };
  const first = await samples(1);
  expect(await samples(1)).toEqual(first);
  expect(await samples(2)).not.toEqual(first);
});

test("the first samples of a seed are the same however many are drawn", async () => {
  const training = train();
  await eventsOf(training);
  const few = await training.sample(5, { seed: 9 });
  const many = await training.sample(5000, { seed: 9 }); // more than one run of the sampler
  expect(few.shape).toEqual([5, 2]);
  expect(many.shape).toEqual([5000, 2]);
  expectClose(many.data.subarray(0, 10), few.data, { rtol: 1e-6, atol: 1e-7 });
  const other = await training.sample(5, { seed: 10 });
  expect([...other.data]).not.toEqual([...few.data]);
});

test("the generator of a step that is kept, whatever came after it", async () => {
  const whole = train({ steps: 6, saveEvery: 2, keep: 2 });
  const [drawn, models]: [number[][], string[]] = [[], []];
  for await (const event of whole) {
    if (event.type !== "checkpoint") continue;
    drawn.push([...(await whole.sample(3)).data]);
    models.push(String(await whole.exportOnnx()));
  }
  const again = async (step: number) => [...(await whole.sample(3, { step })).data];
  expect([await again(4), await again(6)]).toEqual(drawn.slice(2));
  expect(String(await whole.exportOnnx({ step: 4 }))).toBe(models[2]);
  expect(new Set(models).size).toBe(4);
  for (const ask of [() => whole.sample(3, { step: 2 }), () => whole.exportOnnx({ step: 3 })]) {
    await expect(ask()).rejects.toMatchObject({ code: "E514", parameters: { available: ["4", "6"] } });
  }
});

test("pictures come in [-1, 1], and the generator can give them as bytes", async () => {
  const training = train({ data: "strokes", size: 16, steps: 1, batch: 4 });
  await eventsOf(training);
  const { shape, data } = await training.sample(70);
  expect(shape).toEqual([70, 1, 16, 16]);
  expect(data.every((value) => Math.abs(value) <= 1)).toBe(true);
  const session = await InferenceSession.create(await training.exportOnnx({ uint8: true }));
  const { image } = await session.run({ z: new OrtTensor("float32", new Float32Array(64), [2, 32]) });
  expect([image?.type, image?.dims]).toEqual(["uint8", [2, 3, 16, 16]]);
  await session.release();
});

test("left early, the step is finished and saved", async () => {
  const training = train({ steps: 1000 });
  for await (const event of training) if (event.type === "metrics" && event.step === 2) break;
  expect(modelFacts(await training.exportOnnx(), "generator").metadata).toMatchObject({ step: "2", data: "ring8" });
});

test("an aborted signal ends the run with what it has", async () => {
  const events = await eventsOf(train({ signal: AbortSignal.abort() }));
  expect(events.at(-1)).toMatchObject({ type: "end", status: "interrupted", step: 0 });
});

test("a recipe can be an object", async () => {
  const events = await eventsOf(train({ recipe: { ...gan, name: "mine" }, steps: 1 }));
  expect(events.at(-1)).toMatchObject({ status: "done" });
});

test.each([
  [{ recipe: "gna" }, "there is no recipe called gna.\ndid you mean  gan ?"],
  [{ bacth: 1 }, "config.bacth: the recipe gan has no such setting.\ndid you mean  batch ?"],
  [{ data: "ring9" }, "ring8"],
  [
    { device: "webgpu" },
    "config.device has no meaning in a page. Say it to the runtime: webRuntime({ device, threads }).",
  ],
  [{ out: "runs" }, "config.out has no meaning in a page. A page keeps its run in memory."],
  [{ dataDir: "." }, "config.dataDir has no meaning in a page. Give arrays in place of files."],
  [{ size: 16 }, "--size is for images, and ring8 holds points."],
])("refuses %o", (options, sentence) => {
  expect(() => train(options)).toThrow(sentence);
});

test.each([
  ["runtime", "config.x 在页面中没有意义。请在创建运行时指定：webRuntime({ device, threads })。"],
  ["memory", "config.x 在页面中没有意义。页面中的训练保存在内存里。"],
  ["arrays", "config.x 在页面中没有意义。请直接提供数组，而不是文件。"],
] as const)("says the same in Chinese: %s", (instead, sentence) => {
  expect(errorSentence("E403", { where: "config.x", instead }, "zh")).toBe(sentence);
});

test("samples before anything was saved", async () => {
  await expect(train().sample(1)).rejects.toThrow(
    'sample: training has saved nothing yet. Ask again after its first event of type "checkpoint".',
  );
  expect(errorSentence("E404", { what: "sample" }, "zh")).toBe(
    "sample：训练还没有保存任何检查点。请在第一个类型为“checkpoint”的事件之后再试。",
  );
});

test("a page's arrays may have attributes: told to both players, and asked for in their own units", async () => {
  const points = Float32Array.from({ length: 128 }, (_, i) => Math.sin(i));
  const attributes = { names: ["angle"], values: Float32Array.from({ length: 64 }, (_, i) => 100 + i) };
  const training = train({
    data: { points, dimensions: 2, attributes },
    recipe: "gan",
    conditional: true,
    augment: "none",
  });
  await eventsOf(training);
  const drawn = async (options: SampleOptions) => Array.from((await training.sample(3, { seed: 2, ...options })).data);
  expect(await drawn({ attributes: { angle: 160 } })).toEqual(await drawn({ attributes: { angle: 160 } }));
  expect(await drawn({ attributes: { angle: 160 } })).not.toEqual(await drawn({ attributes: { angle: 100 } }));
  expect(await drawn({ attributes: {} })).toEqual(await drawn({ attributes: { angle: 131.5 } }));
  await expect(training.sample(3, { attributes: { angel: 1 } })).rejects.toMatchObject({ code: "E214" });
  const { inputs } = modelFacts(await training.exportOnnx(), "page");
  expect(inputs).toContainEqual({ name: "attributes", type: "float32", shape: ["N", 1] });
});
