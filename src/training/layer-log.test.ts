/** @file Norms of the layers against the state of the checkpoints, the gradients that were watched, and across kills. */
import { describe, expect, test } from "vitest";
import { atStep, killedWhen, lastOf, loopOptions, memory, trained } from "../../test/loop.ts";
import { expectClose } from "../../test/matchers.ts";
import { tinyGan } from "../../test/play.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { MemoryRun } from "../store/memory.ts";
import { MetricsBuilder, type MetricsTable } from "../store/metrics-table.ts";

const game = tinyGan(); // G by Adam, D by plain descent

const stepsOf = ({ layerRows }: MemoryRun): number[] => layerRows.map(({ step }) => step);

/** As a reader of the file would have them: a later attempt's rows replace an earlier one's. */
function tableOf({ layerRows }: MemoryRun): MetricsTable {
  const builder = new MetricsBuilder();
  for (const row of layerRows) builder.add(row);
  return builder.table();
}

describe("where samples are drawn, a line", () => {
  test("has the norm of every parameter of every player as the checkpoint of the step has it", async () => {
    const store = memory();
    await trained(loopOptions(game, store));
    expect(stepsOf(store)).toEqual([0, 1, 2, 5, 10, 20]);
    const checkpoint = await lastOf(store);
    const parameters = (checkpoint?.tensors ?? []).filter(({ name }) => /^[GD]\.parameters\./.test(name));
    expect(parameters.length).toBe(8);
    const row = store.layerRows.at(-1) ?? {};
    const logged = parameters.map(({ name }) => row[`weight:${name.replace(".parameters", "")}` as keyof typeof row]);
    expectClose(
      logged as number[],
      parameters.map(({ data }) => Math.hypot(...data)),
      { rtol: 1e-12, atol: 0 },
    );
    expect(Object.keys(row).filter((key) => key.startsWith("gradient:D"))).toEqual([]);
  });

  test("has gradients that together are the running root mean square of the norms that were watched", async () => {
    const store = memory();
    await trained(loopOptions(game, store));
    const beta = 0.999;
    const watched = store.rows.map(({ gradientG }) => gradientG as number);
    for (const row of store.layerRows.slice(1)) {
      const ages = watched.slice(0, row.step).map((norm, i) => [norm, beta ** (row.step - 1 - i)] as const);
      const weight = ages.reduce((sum, [, share]) => sum + share, 0);
      const mean = ages.reduce((sum, [norm, share]) => sum + share * norm ** 2, 0) / weight;
      const parts = Object.entries(row).filter(([key]) => key.startsWith("gradient:G."));
      expect(parts.length).toBe(4);
      expectClose([Math.hypot(...parts.map(([, value]) => value))], [Math.sqrt(mean)], { rtol: 2e-6, atol: 0 });
    }
  });
});

test("a run that was killed and went on has the lines of one that was not", async () => {
  const whole = memory();
  await trained(loopOptions(game, whole));
  const broken = memory();
  await killedWhen(loopOptions(game, broken), atStep(13));
  broken.newAttempt();
  await trained(loopOptions(game, broken, { checkpoint: await lastOf(broken) }));
  const [expected, got] = [tableOf(whole), tableOf(broken)];
  expect([...got.columns.keys()]).toEqual([...expected.columns.keys()]);
  for (const [name, values] of expected.columns) {
    if (name !== "time" && name !== "attempt") expect([...(got.columns.get(name) ?? [])], name).toEqual([...values]);
  }
});

test("where the state lies on a device it is read for checkpoints alone, and the lines come with them", async () => {
  const store = memory();
  const options = loopOptions(game, store);
  let reads = 0;
  const device: Runtime = {
    ...options.runtime,
    device: "webgpu",
    state: (tensors) => {
      const state = options.runtime.state(tensors);
      const { read } = state;
      return Object.assign(state, {
        read: (names?: readonly string[]) => {
          reads += 1;
          return read(names);
        },
      });
    },
  };
  await trained({ ...options, runtime: device });
  expect([stepsOf(store), reads]).toEqual([[0, 5, 10, 15, 20], 5]);
});
