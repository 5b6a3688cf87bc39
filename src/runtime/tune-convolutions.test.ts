/** @file What the tuner chooses, on a machine that is a table of times and moves a clock of its own. */
import { describe, expect, test } from "vitest";
import { gradient } from "../graph/gradient.ts";
import { conv, input, mul, reshape, sumKeep } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import type { ConvolutionKind } from "../onnx/convolution-choices.ts";
import { convolutionGroups, groupProgram, groupSignature } from "../onnx/convolution-groups.ts";
import type { LoweringOptions } from "../onnx/lowering-options.ts";
import type { Runtime } from "./runtime.ts";
import {
  hasConvolutions,
  type KindChoices,
  type MeasuredGroups,
  type Tuned,
  type TuneOptions,
  tuneConvolutions,
  usualChoices,
} from "./tune-convolutions.ts";

const geometry = { stride: [2, 2], padding: [1, 1, 1, 1], dilation: [1, 1] } as const;

/** y = conv(x, w) and both gradients: two layers, the first of a quarter of the second's arithmetic. */
function program(): Program {
  const [x, v, w] = [input("x", [16, 16, 32, 32]), input("v", [16, 16, 4, 4]), input("w", [64, 16, 4, 4])];
  const hidden = conv(x, v, geometry);
  const y = conv(hidden, w, { ...geometry, padding: [9, 9, 9, 9] });
  const loss = reshape(sumKeep(mul(y, y)), []);
  const [dx, dv, dw] = gradient(loss, [x, v, w]);
  return { name: "layers", outputs: { loss, dx, dv, dw } as Program["outputs"], updates: {} };
}

const kinds: readonly ConvolutionKind[] = ["conv", "convTranspose", "convWeight"];
const all = (name: string): KindChoices => Object.fromEntries(kinds.map((kind) => [kind, name]));
const [larger, smaller] = convolutionGroups(Object.values(program().outputs)) as [Group, Group];
type Group = ReturnType<typeof convolutionGroups>[number];

/** Milliseconds of each primitive in each lowering, or what goes wrong with it. */
type Times = (kind: ConvolutionKind, name: string) => number | "opens" | "runs";

/** @param together the share that a group all of one lowering takes, for what it shares */
function machine(times: Times, together = 1) {
  let now = 0;
  const opened: LoweringOptions[] = [];
  let [open, states] = [0, 0];
  const runtime: Runtime = {
    device: "cpu",
    threads: 1,
    state: () => {
      states += 1;
      const release = () => {
        states -= 1;
      };
      return { read: async () => ({}), write: () => {}, release };
    },
    open: async (_, options = {}) => {
      opened.push(options);
      const [choice = {}] = Object.values(options.choices ?? {});
      const names = Object.entries(choice) as [ConvolutionKind, string][];
      const alike = new Set(names.map(([, name]) => name)).size === 1 && names.length === kinds.length;
      const each = names.map(([kind, name]) => times(kind, name));
      if (each.includes("opens")) throw new Error("no such kernel");
      open += 1;
      const cost = each.reduce<number>((sum, time) => sum + Number(time), 0) * (alike ? together : 1);
      const run = async () => {
        if (each.includes("runs")) throw new Error("out of memory");
        now += cost;
        return {};
      };
      const release = async () => {
        open -= 1;
      };
      return { nodes: 1, compileMs: 0, run, repeat: run, release };
    },
  };
  return { runtime, opened, clock: () => now, leftOpen: () => open + states };
}

async function tuned(
  { runtime, clock }: ReturnType<typeof machine>,
  options: Partial<TuneOptions> = {},
): Promise<Tuned & { readonly told: number }> {
  const tuning = tuneConvolutions({ runtime, clock, program: program(), known: {}, budget: 1e6, ...options });
  for (let told = 0; ; told += 1) {
    const { done, value } = await tuning.next();
    if (done === true) return { ...value, told };
  }
}

const flat: Times = () => 10;

test("where nothing is faster, the fixed choice stands, and it is written down", async () => {
  const here = machine(flat);
  const { choices, measured, left, told } = await tuned(here);
  expect(choices).toEqual(usualChoices(program()));
  expect(choices[larger.key]).toEqual(all("winograd4"));
  expect(Object.keys(measured)).toEqual([groupSignature(larger), groupSignature(smaller)]);
  expect([left, told]).toEqual([0, 2]);
  expect(here.leftOpen()).toBe(0);
});

test("each primitive gets what is fastest for it", async () => {
  const best: Record<string, string> = { conv: "direct", convTranspose: "winograd2", convWeight: "winograd4" };
  const { choices } = await tuned(machine((kind, name) => (best[kind] === name ? 5 : 10)));
  expect(choices[larger.key]).toEqual(best);
});

test("a twentieth is too little to leave the fixed choice for", async () => {
  const { choices } = await tuned(machine((_, name) => (name === "direct" ? 9.6 : 10)));
  expect(choices[larger.key]).toEqual(all("winograd4"));
});

test("one lowering for all wins where sharing makes it fastest", async () => {
  const times: Times = (kind, name) => (name === "winograd2" ? 10 : name === "direct" && kind === "conv" ? 9 : 20);
  const { choices } = await tuned(machine(times, 0.5));
  expect(choices[larger.key]).toEqual(all("winograd2"));
});

describe.each(["opens", "runs"] as const)("a lowering that fails when it %s", (fault) => {
  test("is not chosen, and nothing of it stays open", async () => {
    const here = machine((_, name) => (name === "direct" ? fault : name === "winograd2" ? 5 : 10));
    const { choices, measured, left } = await tuned(here);
    expect(choices[larger.key]).toEqual(all("winograd2"));
    expect([Object.keys(measured).length, left, here.leftOpen()]).toEqual([2, 0, 0]);
  });

  test("is not chosen where it fails with the others alone", async () => {
    const times: Times = (kind, name) => (kind === "conv" && name === "direct" ? 5 : name === "direct" ? fault : 10);
    const here = machine(times);
    expect((await tuned(here)).choices[larger.key]).toEqual({ ...all("winograd2"), conv: "direct" });
    expect(here.leftOpen()).toBe(0);
  });

  test("stands where it is the fixed choice, and is not written down", async () => {
    const here = machine((_, name) => (name === "winograd4" ? fault : 5));
    const { choices, measured, left } = await tuned(here);
    expect(choices).toEqual(usualChoices(program()));
    expect([measured, left, here.leftOpen()]).toEqual([{}, 0, 0]);
  });
});

test("who is stopped in the middle keeps nothing half measured", async () => {
  const here = machine(flat);
  const { choices, measured, left } = await tuned(here, { stopped: () => here.clock() > 15 });
  expect(choices).toEqual(usualChoices(program()));
  expect([measured, left, here.leftOpen()]).toEqual([{}, 2, 0]);
});

test("the fixed rule of mixed precision is written down as it is", () => {
  expect(usualChoices(program(), "mixed")[larger.key]).toEqual(all("winograd2"));
});

test("what is known is not measured again, unless its counts changed", async () => {
  const known: MeasuredGroups = { [groupSignature(larger)]: all("direct"), [`${smaller.key} conv*9`]: all("direct") };
  const here = machine(flat);
  const { choices, measured } = await tuned(here, { known });
  expect(choices[larger.key]).toEqual(all("direct"));
  expect(Object.keys(measured)).toEqual([groupSignature(smaller)]);
  expect(here.opened.every(({ choices: tried = {} }) => Object.keys(tried).join() === smaller.key)).toBe(true);
});

test("a name that is no lowering of the geometry counts as the fixed choice", async () => {
  const known = { [groupSignature(larger)]: all("winograd9"), [groupSignature(smaller)]: all("direct") };
  const { choices } = await tuned(machine(flat), { known });
  expect(choices[larger.key]).toEqual(all("winograd4"));
});

test("what the budget does not reach keeps the fixed choice, and is counted", async () => {
  const times: Times = (_, name) => (name === "direct" ? 1 : 100);
  const whole = machine(times);
  await tuned(whole, { known: { [groupSignature(smaller)]: all("direct") } });
  const { choices, measured, left } = await tuned(machine(times), { budget: whole.clock() });
  expect(left).toBe(1);
  expect(measured).toEqual({ [groupSignature(larger)]: all("direct") });
  expect(choices[smaller.key]).toEqual(all("winograd4"));
});

test("what is half measured when the budget ends is measured again the next time", async () => {
  const { measured, left } = await tuned(machine(flat), { budget: 15 });
  expect([Object.keys(measured), left]).toEqual([[], 2]);
});

test("who leaves off leaves all at the fixed choice", async () => {
  const here = machine(flat);
  const { choices, left } = await tuned(here, { stopped: () => true });
  expect(choices).toEqual(usualChoices(program()));
  expect([left, here.opened.length]).toEqual([2, 0]);
});

test("a group as a program shares operands, and covers each primitive however small it is to be", () => {
  const { outputs } = groupProgram(larger, 1);
  const operands = Object.values(outputs).map((corner) => corner.inputs[0]?.inputs[0]?.inputs ?? []);
  expect(operands).toHaveLength(3);
  expect(new Set(operands.flat()).size).toBe(3); // x, w and dy, each read twice
});

test("programs without convolutions have nothing to choose", () => {
  const x = input("x", [2, 2]);
  expect(hasConvolutions({ name: "none", outputs: { y: mul(x, 2) }, updates: {} })).toBe(false);
  expect(hasConvolutions(program())).toBe(true);
});
