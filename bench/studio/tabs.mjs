/**
 * @file Seven tabs of one browser over fifty runs that train: all of them are live, over one connection. A tab counts as
 * live while every run's step in its list goes on; asked of each: within 3 s.
 *
 *   node bench/studio/tabs.mjs [tabs] [runs] [seconds]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPage } from "./browser.mjs";
import { median } from "./median.mjs";

const [tabs = 7, runs = 50, seconds = 20] = process.argv.slice(2).map(Number);
const root = mkdtempSync(join(tmpdir(), "gantry-bench-tabs-"));
const feeder = spawn(process.execPath, [join(import.meta.dirname, "feeder.mjs"), root, String(runs)], {
  stdio: ["ignore", "pipe", "inherit"],
});
await once(feeder.stdout, "data");

/** In the page: for each run, when its step changed last and the longest it stood still. */
function watchSteps() {
  const rows = new Map();
  const look = () => {
    for (const row of document.querySelectorAll(".runs-table tbody tr")) {
      const name = row.querySelector("th a")?.textContent ?? "";
      const text = row.textContent;
      const before = rows.get(name) ?? { text, since: performance.now(), longest: 0, changes: 0 };
      if (text !== before.text) {
        before.longest = Math.max(before.longest, performance.now() - before.since);
        Object.assign(before, { text, since: performance.now(), changes: before.changes + 1 });
      }
      rows.set(name, before);
    }
  };
  setInterval(look, 50);
  globalThis.stepsSeen = () => {
    look();
    return [...rows].map(([name, { since, longest, changes }]) => ({
      name,
      changes,
      longest: Math.max(longest, performance.now() - since) / 1000,
    }));
  };
}

try {
  const { page, faults, close } = await openPage(root, "#/");
  const context = page.context();
  let connections = 0;
  let answered = 0;
  context.on("request", (request) => {
    if (request.url().includes("/api/events")) connections += 1;
  });
  context.on("response", (response) => {
    if (response.url().includes("/api/events")) answered += 1;
  });
  const all = [page];
  while (all.length < tabs) {
    const next = await context.newPage();
    next.on("pageerror", (error) => faults.push(error.message));
    await next.goto(page.url());
    all.push(next);
  }
  for (const tab of all)
    await tab.waitForFunction((many) => document.querySelectorAll(".runs-table tbody tr").length === many, runs);
  await Promise.all(all.map((tab) => tab.evaluate(watchSteps)));
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  await new Promise((done) => setTimeout(done, seconds * 1000));
  const { user, system } = process.cpuUsage(cpu);
  const share = (user + system) / 1e4 / ((performance.now() - begun) / 1e3);
  const seen = await Promise.all(all.map((tab) => tab.evaluate(() => globalThis.stepsSeen())));
  console.log(`${tabs} tabs, ${runs} runs of a row a second, ${seconds} s; server ${share.toFixed(1)} % of a core`);
  console.log(`  connections opened since the first tab: ${connections} (${answered} answered)`);
  seen.forEach((rows, i) => {
    const longest = rows.map((row) => row.longest);
    const fewest = Math.min(...rows.map(({ changes }) => changes));
    console.log(
      `  tab ${i + 1}: ${rows.length} rows, each changed at least ${fewest} times; longest still: ` +
        `median ${median(longest).toFixed(2)} s, at most ${Math.max(...longest).toFixed(2)} s`,
    );
  });
  const live = seen.every((rows) => rows.length === runs && rows.every(({ longest }) => longest <= 3));
  console.log(live ? "  all live" : "  NOT all live");
  if (!live || connections > 0 || faults.length > 0) process.exitCode = 1;
  for (const fault of faults) console.log(`  fault: ${fault}`);
  await close();
} finally {
  feeder.kill("SIGTERM");
  rmSync(root, { recursive: true, force: true });
}
