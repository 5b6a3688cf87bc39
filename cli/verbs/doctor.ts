/** @file `gantry doctor`: what this computer can do for training, tried rather than guessed. */
import { execFile } from "node:child_process";
import { access, constants, mkdir } from "node:fs/promises";
import { arch, availableParallelism, cpus, freemem, platform, release, totalmem } from "node:os";
import { promisify } from "node:util";
import { isGantryError } from "gantry/base";
import { gemmGflops } from "gantry/bench/node";
import { defaultCacheDir, loadSharp } from "gantry/data/node";
import { errorSentence } from "gantry/messages";
import { type NodeDevice, nodeRuntime } from "gantry/runtime/node";
import { terminalMode } from "gantry/views";
import { bytes, short } from "../format.ts";
import type { Call, Cli, Verb } from "../verb.ts";
import { tableLines } from "../width.ts";

export const doctorVerb: Verb = {
  name: "doctor",
  options: [
    {
      name: "device",
      type: { kind: "choice", choices: ["cpu", "webgpu", "cuda"] },
      default: null,
      argument: "cpu|webgpu|cuda",
    },
    { name: "fast", type: { kind: "switch" }, default: false, argument: "" },
  ],
  run,
};

/** One thing that was tried; `problem` is null where it works. */
interface Check {
  readonly problem: string | null;
  readonly [fact: string]: unknown;
}

interface Findings {
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  readonly threads: number;
  readonly memory: { readonly total: number; readonly free: number };
  readonly devices: Readonly<Record<NodeDevice, Check>>;
  readonly preview: string;
  readonly images: Check;
  readonly write: Check;
  readonly cache: Check;
  readonly gemmGflops: number | null;
}

async function run({ cli, options }: Call): Promise<number> {
  const device = options.text("device") as NodeDevice | null;
  if (device !== null) return tryHere(cli, device);
  const findings = await examine(cli, !options.flag("fast"));
  cli.terminal.out.write(cli.json ? `${JSON.stringify(findings)}\n` : `${sheet(cli, findings).join("\n")}\n`);
  return 0;
}

/** Opens a program on one device, in this process. */
async function tryHere(cli: Cli, device: NodeDevice): Promise<number> {
  const check = await tried(cli, async () => {
    await gemmGflops(nodeRuntime({ device }));
  });
  cli.terminal.out.write(`${cli.json ? JSON.stringify(check) : checkText(cli, check)}\n`);
  return 0;
}

async function tried({ language }: Cli, attempt: () => Promise<unknown>): Promise<Check> {
  try {
    await attempt();
    return { problem: null };
  } catch (error) {
    if (isGantryError(error)) return { problem: errorSentence(error.code, error.parameters, language) };
    return { problem: error instanceof Error ? (error.message.split("\n")[0] as string) : String(error) };
  }
}

async function examine(cli: Cli, measured: boolean): Promise<Findings> {
  const { terminal } = cli;
  const facts = {
    isTTY: true,
    env: terminal.env,
    columns: terminal.out.columns(),
    colourDepth: terminal.out.colourDepth(),
  };
  const cacheDir = defaultCacheDir();
  return {
    node: process.version,
    system: `${platform()} ${release()} ${arch()}`,
    processor: cpus()[0]?.model.trim() ?? "?",
    threads: availableParallelism(),
    memory: { total: totalmem(), free: freemem() },
    devices: {
      cpu: await tryApart(cli, "cpu"),
      webgpu: await tryApart(cli, "webgpu"),
      cuda: await tryApart(cli, "cuda"),
    },
    preview: terminalMode(facts),
    images: await tried(cli, () => loadSharp()),
    write: { ...(await tried(cli, () => access(terminal.cwd, constants.W_OK))), path: terminal.cwd },
    cache: { ...(await tried(cli, () => mkdir(cacheDir, { recursive: true }))), path: cacheDir },
    gemmGflops: measured ? await gemmGflops(nodeRuntime()) : null,
  };
}

/** A driver that crashes takes its process along, so each device is tried in one of its own. */
async function tryApart(cli: Cli, device: NodeDevice): Promise<Check> {
  const words = ["doctor", "--device", device, "--json", "--lang", cli.language];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [process.argv[1] as string, ...words], {
      timeout: 60_000,
    });
    return JSON.parse(stdout) as Check;
  } catch (error) {
    return { problem: error instanceof Error ? (error.message.split("\n")[0] as string) : String(error) };
  }
}

function checkText({ texts, outPaint: paint }: Cli, { problem }: Check): string {
  const { usable, unusable } = texts.results.doctor;
  return problem === null ? paint.green(usable) : paint.yellow(unusable({ problem }));
}

function sheet(cli: Cli, findings: Findings): string[] {
  const { language, texts } = cli;
  const { doctor } = texts.results;
  const { memory, devices, gemmGflops: gflops } = findings;
  return tableLines([
    [doctor.node, findings.node],
    [doctor.system, findings.system],
    [doctor.processor, `${findings.processor}, ${texts.training.device({ device: "cpu", threads: findings.threads })}`],
    [doctor.memory, `${bytes(memory.total, language)} (${doctor.free({ size: bytes(memory.free, language) })})`],
    ...Object.entries(devices).map(([device, check]) => [doctor.device({ device }), checkText(cli, check)]),
    [doctor.preview, findings.preview],
    [doctor.images, checkText(cli, findings.images)],
    [doctor.write, checkText(cli, findings.write)],
    [doctor.cache, `${String(findings.cache.path)}  ${checkText(cli, findings.cache)}`],
    ...(gflops === null
      ? []
      : [[doctor.speed, doctor.gemm({ gflops: short(gflops, language), threads: findings.threads })]]),
  ]);
}
