// Trains the game beside this file on two moons and says how it went: node examples/own-game/train.mjs
import { fileURLToPath } from "node:url";
import { loadGenerator, train } from "gantry";

const recipe = fileURLToPath(new URL("./hinge.mjs", import.meta.url));
const out = process.argv[2] ?? "runs";
let run = "";
for await (const event of train({ data: "moons", recipe, steps: 300, out })) {
  if (event.type === "metrics" && event.step % 100 === 0) {
    console.log(`step ${event.step}  D ${event.values.lossD.toFixed(2)}  G ${event.values.lossG.toFixed(2)}`);
  }
  if (event.type === "end") run = event.run;
}
const generator = await loadGenerator(run);
const samples = await generator.generate(generator.z(4, 1));
console.log("four samples:", Array.from(samples.data, (v) => v.toFixed(2)).join(" "));
await generator.release();
