/**
 * @file `npm run bench:browser`: Gantry and TensorFlow.js in one page of a headless Chromium, in alternation.
 *
 * The page is cross-origin isolated, so that both may use threads: two each. A round runs both and gives one ratio of
 * medians; printed and written to `bench/results/browser.json` are the least, the middle and the greatest ratio, and
 * the same of the rounds' fastest steps. Above 1, Gantry is faster. Before the rounds, the losses of the first steps
 * must agree: both compute the same.
 *
 *   npm run bench:browser [-- --rounds 5 --threads 2 --only mlp --out FILE]
 *
 * `CHROMIUM_PATH` names another browser than /usr/bin/chromium. Graphics are SwiftShader's, a processor that plays a
 * graphics card: the rows on WebGL and WebGPU show that it runs there, not how fast it is on a card.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { medianOf, rounded } from "../../src/bench/statistics.ts";
import { buildPage } from "../../test/browser/build-page.ts";
import { chromiumMissing, launch, openPage } from "../../test/browser/chromium.ts";
import { serveFolder } from "../../test/browser/static-server.ts";
import { type Case, cases } from "./cases.ts";
import type { Losses } from "./contender.ts";
import type { Compared } from "./main.ts";
import type { Round, Rounds, Times } from "./rounds.ts";

const { values: options } = parseArgs({
  args: process.argv.slice(3), // 2 is this file: test/run-ts.mjs started it
  options: {
    rounds: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
    only: { type: "string", default: "" },
    out: { type: "string", default: join(import.meta.dirname, "../results/browser.json") },
  },
});

/**
 * Relative differences between losses that are allowed, in the first step and in later ones. Sums of float32 are in other
 * orders, and Adam's first updates are the gradient's sign: where rounding turns a small one, a weight moves by 2·rate.
 */
const TOLERANCE = { first: 1e-4, later: 5e-3 };

interface Summary {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

const summaryOf = (values: readonly number[]): Summary => ({
  min: rounded(Math.min(...values)),
  median: rounded(medianOf(values)),
  max: rounded(Math.max(...values)),
});

interface Result {
  readonly name: string;
  readonly comparison: Case["comparison"];
  /** Why there are no numbers: what was thrown. */
  readonly failed?: string;
  /** TensorFlow.js's time over Gantry's, of the rounds' medians and of their fastest steps. */
  readonly ratio?: Summary;
  readonly ratioOfFastest?: Summary;
  readonly gantryMs?: Summary;
  readonly tfMs?: Summary;
  readonly tfThreads?: number;
  /** The greatest relative difference between the losses of each of the first steps. */
  readonly lossDifference?: readonly number[];
  readonly rounds?: readonly Round[];
}

async function measured(browser: Browser, origin: string, one: Case): Promise<Result> {
  const { name, comparison, steps, warmup, first } = one;
  const rounds: Rounds = { rounds: Number(options.rounds), steps, warmup };
  const { page } = await openPage(browser, origin);
  try {
    const compared = await page.evaluate(
      ([what, threads, count, how]) => window.bench.compare(what, threads, count, how),
      [comparison, Number(options.threads), first, rounds] as const,
    );
    return { name, comparison, ...summarised(compared) };
  } catch (error) {
    return { name, comparison, failed: firstLine(error) };
  } finally {
    await page.close();
  }
}

const firstLine = (error: unknown): string => String(error).split("\n")[0]?.replace("Error: page.evaluate: ", "") ?? "";

function summarised({ tfThreads, first: { gantry, tf }, rounds }: Compared): Omit<Result, "name" | "comparison"> {
  const lossDifference = tf.map((losses, step) => greatestDifference(gantry[step], losses));
  const differing = lossDifference.findIndex((one, step) => !(one <= (step === 0 ? TOLERANCE.first : TOLERANCE.later)));
  if (differing >= 0) throw new Error(`step ${differing}: the losses differ by ${lossDifference[differing]}`);
  const ratioOf = (which: keyof Times): Summary => summaryOf(rounds.map(({ gantry, tf }) => tf[which] / gantry[which]));
  const short = ({ median, min }: Times): Times => ({ median: rounded(median), min: rounded(min) });
  return {
    ratio: ratioOf("median"),
    ratioOfFastest: ratioOf("min"),
    gantryMs: summaryOf(rounds.map(({ gantry }) => gantry.median)),
    tfMs: summaryOf(rounds.map(({ tf }) => tf.median)),
    tfThreads,
    lossDifference: lossDifference.map((one) => rounded(one, 2)),
    rounds: rounds.map(({ gantry, tf }) => ({ gantry: short(gantry), tf: short(tf) })),
  };
}

/** Over all losses that TensorFlow.js gives, relative; NaN where Gantry has none. */
const greatestDifference = (gantry: Losses | undefined, tf: Losses): number =>
  Math.max(...Object.entries(tf).map(([name, loss]) => Math.abs((gantry?.[name] ?? Number.NaN) / loss - 1)));

async function machine(): Promise<string> {
  const flags = await readFile("/proc/cpuinfo", "utf8").catch(() => "");
  const vectors = flags.includes("avx512f") ? ", AVX-512" : flags.includes("avx2") ? ", AVX2" : "";
  return `${availableParallelism()} cores${vectors}`;
}

async function versionOf(name: string): Promise<string> {
  const path = join(import.meta.dirname, "../../node_modules", name, "package.json");
  return (JSON.parse(await readFile(path, "utf8")) as { readonly version: string }).version;
}

function print({ name, failed, ratio, ratioOfFastest, gantryMs, tfMs }: Result): void {
  console.log(name);
  if (failed !== undefined) console.log(`  ${failed}`);
  const row = (title: string, { min, median, max }: Summary, digits: number): void =>
    console.log(`  ${title}${[min, median, max].map((value) => value.toFixed(digits).padStart(10)).join("")}`);
  if (gantryMs !== undefined) row("Gantry ms   ", gantryMs, 1);
  if (tfMs !== undefined) row("tfjs ms     ", tfMs, 1);
  if (ratio !== undefined) row("ratio       ", ratio, 2);
  if (ratioOfFastest !== undefined) row("  of fastest", ratioOfFastest, 2);
}

if (chromiumMissing !== null) throw new Error(chromiumMissing);
const folder = await mkdtemp(join(tmpdir(), "gantry-bench-"));
await buildPage("bench/browser", folder);
const server = await serveFolder(folder, { isolated: true });
const browsers = { plain: await launch(), gpu: await launch({ gpu: true }) };
const about = {
  machine: await machine(),
  threads: Number(options.threads),
  rounds: Number(options.rounds),
  chromium: browsers.plain.version(),
  "onnxruntime-web": await versionOf("onnxruntime-web"),
  "@tensorflow/tfjs-core": await versionOf("@tensorflow/tfjs-core"),
  graphics: "SwiftShader on the processor: shows that it runs, not how fast a graphics card is",
};
const results: Result[] = [];
try {
  for (const one of cases.filter(({ name }) => name.startsWith(options.only))) {
    results.push(await measured(one.gpu === true ? browsers.gpu : browsers.plain, server.origin, one));
    print(results.at(-1) as Result);
    await writeFile(options.out, `${JSON.stringify({ ...about, results }, null, 1)}\n`); // outlives an interruption
  }
} finally {
  for (const browser of Object.values(browsers)) await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
console.error(`written to ${options.out}`);
