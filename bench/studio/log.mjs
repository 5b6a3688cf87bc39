/**
 * @file A log of a million rows of 22 columns, opened by a server that has not seen it: from the request for its first
 * series to the last byte of the answer, and the processor time of all threads. The answer is compared, number by
 * number, with one made of `JSON.parse` of each line.
 *
 *   node bench/studio/log.mjs [rows] [times]
 */

import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createRun } from "gantry/store/node";
import { openStudio } from "gantry/studio/node";
import { benchRecord } from "./bench-record.mjs";
import { median } from "./median.mjs";
import { downsampled } from "./reference-series.mjs";

const [rows = 1_000_000, times = 5] = process.argv.slice(2).map(Number);
const root = mkdtempSync(join(tmpdir(), "gantry-bench-log-"));
const NAMES = ["lossD", "lossG", "dReal", "dFake", "gradientD", "gradientG", "updateD", "updateG", "accuracyD"];
const QUANTILES = ["dReal10", "dReal50", "dReal90", "dFake10", "dFake50", "dFake90", "msPerStep", "epoch"];
const POINTS = 1000;

/** Numbers as training logs them: float32 ones, shares of a whole, and those of the clock. */
function rowAt(step) {
  const wave = (i) => Math.fround(Math.sin(step / (50 + 7 * i)) * (i + 1) + Math.cos(step * (i + 1)) / 3);
  const row = { step, attempt: 1, time: 1_795_216_490 + Math.round(step * 31.7) / 1000, images: step * 64 };
  NAMES.forEach((name, i) => {
    row[name] = wave(i);
  });
  QUANTILES.forEach((name, i) => {
    row[name] = Math.sin(step / (90 + i)) * 20 + i;
  });
  if (step % 100 === 0) row.diversity = Math.fround(Math.abs(Math.sin(step)));
  return row;
}

async function writeLog(path) {
  const file = createWriteStream(path);
  for (let step = 1; step <= rows; ) {
    let text = "";
    for (const end = Math.min(rows, step + 4999); step <= end; step += 1) text += `${JSON.stringify(rowAt(step))}\n`;
    if (!file.write(text)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
  return file.bytesWritten;
}

/** As a reader without any of our code would have it. */
async function expectedSeries(path) {
  const columns = new Map();
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    for (const [name, value] of Object.entries(JSON.parse(line))) {
      if (!columns.has(name)) columns.set(name, new Float64Array(rows).fill(Number.NaN));
      columns.get(name)[count] = value;
    }
    count += 1;
  }
  return downsampled(columns, count, POINTS);
}

async function openOnce(id) {
  const studio = await openStudio({ runs: root, version: "bench", port: 0 });
  const entered = await fetch(studio.url, { redirect: "manual" });
  const cookie = entered.headers.get("set-cookie").split(";")[0];
  const address = `http://127.0.0.1:${studio.port}/api/runs/${id}/series?points=${POINTS}`;
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  const text = await (await fetch(address, { headers: { cookie } })).text();
  const [seconds, { user, system }] = [(performance.now() - begun) / 1e3, process.cpuUsage(cpu)];
  await studio.close();
  if (!text.startsWith(`{"columns"`)) throw new Error(text.slice(0, 300));
  return { seconds, cpu: (user + system) / 1e6, text };
}

try {
  const run = await createRun({ root, name: "long", record: benchRecord });
  await run.close();
  const path = join(run.path, "metrics.jsonl");
  const bytes = await writeLog(path);
  const measured = [];
  for (let i = 0; i < times; i += 1) measured.push(await openOnce("long"));
  const say = (name) => measured.map((one) => one[name].toFixed(2)).join(", ");
  console.log(`${rows} rows, ${(bytes / 1e6).toFixed(0)} MB`);
  console.log(
    `  to the answer: median ${median(measured.map(({ seconds }) => seconds)).toFixed(2)} s (${say("seconds")})`,
  );
  console.log(`  processor:     median ${median(measured.map(({ cpu }) => cpu)).toFixed(2)} s (${say("cpu")})`);
  const wrong = differences(JSON.parse(measured[0].text), await expectedSeries(path));
  console.log(
    wrong.length === 0 ? "  equal to JSON.parse of each line" : `  NOT equal: ${wrong.slice(0, 5).join("; ")}`,
  );
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}

function differences({ columns, axis, rows: count }, expected) {
  const wrong = count === rows ? [] : [`${count} rows`];
  const same = (name, got, want) => {
    if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push(name);
  };
  same("names", Object.keys(columns).sort(), Object.keys(expected.columns).sort());
  for (const [name, column] of Object.entries(expected.columns)) {
    for (const part of ["step", "min", "max", "mean"]) same(`${name}.${part}`, columns[name]?.[part], column[part]);
  }
  for (const [name, values] of Object.entries(expected.axis)) same(`axis.${name}`, axis[name], values);
  return wrong;
}
