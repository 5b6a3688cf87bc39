// Trains the same run twice, on a thread each: `node twice.mjs <options as JSON>`. Its units die, and their moments decay.
import { train } from "gantry";

const options = JSON.parse(process.argv[2]);
for (const run of ["first", "second"]) {
  for await (const event of train({ ...options, run }))
    if (event.type === "end") process.stdout.write(`${event.status}\n`);
}
