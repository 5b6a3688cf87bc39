// Runs one row of the behaviour table in docs/recipes/README.md again.
//
//   npm run reproduce                 what there is
//   npm run reproduce modes-ring8     one of them
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROWS = {
  "modes-ring8": ["modes.mjs", "ring8", "8"],
  "modes-grid25": ["modes.mjs", "grid25", "5"],
  acgan: ["acgan.mjs", "60", "0", '{"steps":1195}'],
  cgan: ["acgan.mjs", "60", "0", '{"recipe":"cgan","steps":1500}'],
  infogan: ["acgan.mjs", "60", "0", '{"recipe":"infogan","steps":1058}'],
  began: ["began.mjs", "60", "0", '{"steps":554,"k.rate":0.02,"lr.g":0.0005,"lr.d":0.0005}'],
  sgan: ["sgan.mjs", "0,1,2", "60"],
  compile: ["compile.mjs"],
  robustness: ["robustness.mjs"],
  stacked: ["stacked.mjs"],
  verdicts: ["verdicts.mjs"],
  "wgan-distance": ["wgan-distance.mjs", "0", "6000"],
  "small-data": ["small-data.mjs", "2000"],
};

const [row] = process.argv.slice(2);
if (row === undefined || !(row in ROWS)) {
  console.error(`expected one of: ${Object.keys(ROWS).join(", ")}${row === undefined ? "" : `; got ${row}`}`);
  process.exitCode = row === undefined ? 0 : 2;
} else {
  const [script, ...words] = ROWS[row];
  const env = { ...process.env, ANEW: "1" }; // also what stands in the record already
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, script), ...words], {
    ...{ stdio: "inherit", env },
  });
  process.exitCode = status ?? 1;
}
