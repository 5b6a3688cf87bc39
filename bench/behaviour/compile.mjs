// How long does each recipe's step take to compile, as it comes, for points, digits and 64-pixel pictures?
//
//   npm run build && node bench/behaviour/compile.mjs [recipes]
//
// `gantry train … --dry-run --json` of each recipe on each data it takes: the whole of compiling, also of the program that
// takes several steps in one call. Asked: at most 10 seconds each. Writes bench/results/behaviour/compile.json (RESULTS
// names another file). Wall seconds, so on a machine that does nothing else.
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { recipes } from "gantry/recipes";
import { demand, origin, recordFile, writeRecord } from "./record.mjs";
import { dataDir, inFolder, needed } from "./run.mjs";
import { unpackedTwemoji } from "./twemoji.mjs";

needed("mnist");
const MOST_SECONDS = 10;
const WRONG_DATA = 2;
const main = resolve(import.meta.dirname, "../../dist/node/main.js");
const names = process.argv[2]?.split(",") ?? recipes.map(({ name }) => name);

/** @returns seconds, of which `compile` go to compiling; null where the recipe takes no such data */
function opened(recipe, data) {
  const words = ["train", ...data, "--recipe", recipe, "--dry-run", "--json", "--data-dir", dataDir];
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { encoding: "utf8", cwd: tmpdir() });
  if (status === WRONG_DATA) return null;
  if (status !== 0) throw new Error(`${recipe} on ${data[0]} ended with ${status}: ${stderr}`);
  const { estimate } = JSON.parse(stdout.trim().split("\n").at(-1));
  return {
    compile: Number((estimate.compileMs / 1000).toFixed(2)),
    step: Number((estimate.msPerStep / 1000).toFixed(4)),
  };
}

await inFolder(async (work) => {
  const sets = { ring8: ["ring8"], mnist: ["mnist"], "twemoji 64": [unpackedTwemoji(work), "--size", "64"] };
  const rows = [];
  for (const recipe of names) {
    for (const [data, words] of Object.entries(sets)) {
      const found = opened(recipe, words);
      if (found === null) continue;
      console.log(`${recipe}  ${data}  ${found.compile} s, then ${found.step} s a step`);
      demand(
        found.compile <= MOST_SECONDS,
        `${recipe} on ${data} compiles in ${found.compile} s, ${MOST_SECONDS} asked`,
      );
      rows.push({ recipe, data, ...found });
    }
  }
  writeRecord(recordFile("compile"), { workload: "compile, seconds", rows, ...origin() });
});
