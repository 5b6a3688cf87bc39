// Trains `began` on Twemoji at 32 pixels and looks whether the controller does what it is for.
//
//   npm run build && node bench/behaviour/began.mjs [minutes] [seed] [extra settings as JSON]
//
// One thread. Over the last half, the mean of L(G(z)) over the mean of L(x) is to lie within .05 of γ, and M_global's
// mean is to be below that of the first half and of the quarter before. Writes bench/results/behaviour/began.json
// (RESULTS names another file).
import { demand, origin, recordFile, writeRecord } from "./record.mjs";
import { inFolder, tellSamples, trained } from "./run.mjs";
import { mean } from "./statistics.mjs";
import { unpackedTwemoji } from "./twemoji.mjs";

const [minutes = "12", seed = "0", extra = "{}"] = process.argv.slice(2);
const settings = {
  ...{ recipe: "began", size: 32, seed: Number(seed), minutes: Number(minutes), steps: 100_000, threads: 1 },
  ...{ width: 8, "z.size": 32, "lr.g": 4e-4, "lr.d": 4e-4, gamma: 0.5 },
  ...JSON.parse(extra),
};
const logged = [];
const { run: _, ...ended } = await inFolder((out) =>
  trained({ data: unpackedTwemoji(out), out, ...settings }, (event) => {
    tellSamples("began", event);
    if (event.type !== "metrics") return;
    const { lossReal, lossFake, measure, k, rate } = event.values;
    logged.push({ step: event.step, lossReal, lossFake, measure, k, rate });
  }),
);

const { step } = ended;
const between = (from, to) => logged.filter((row) => row.step > from * step && row.step <= to * step);
const meanOf = (rows, key) => mean(rows.map((row) => row[key]));
const round = (value) => Number(value.toPrecision(4));

/** Eight stretches of the run: what the curve looks like. */
const course = Array.from({ length: 8 }, (_, i) => {
  const rows = between(i / 8, (i + 1) / 8);
  const [lossReal, lossFake] = [meanOf(rows, "lossReal"), meanOf(rows, "lossFake")];
  return {
    until: Math.round(((i + 1) / 8) * step),
    ...{ lossReal: round(lossReal), lossFake: round(lossFake), ratio: round(lossFake / lossReal) },
    ...{ measure: round(meanOf(rows, "measure")), k: round(meanOf(rows, "k")), rate: round(meanOf(rows, "rate")) },
  };
});
const last = between(0.5, 1);
const ratio = meanOf(last, "lossFake") / meanOf(last, "lossReal");
const measures = [between(0, 0.5), between(0.5, 0.75), between(0.75, 1)].map((rows) => round(meanOf(rows, "measure")));
const result = {
  workload: "began on Twemoji, 32 pixels",
  settings,
  ...ended,
  logged: logged.length,
  gamma: settings.gamma,
  ratioOfLastHalf: round(ratio),
  tracks: Math.abs(ratio - settings.gamma) <= 0.05,
  measures: { firstHalf: measures[0], thirdQuarter: measures[1], lastQuarter: measures[2] },
  falls: measures[1] < measures[0] && measures[2] < measures[1],
  course,
  ...origin(),
};
writeRecord(recordFile("began"), result);
console.log(JSON.stringify(result));
demand(result.tracks, `L(G(z))/L(x) was ${round(ratio)} over the last half; within .05 of γ ${settings.gamma} asked`);
demand(result.falls, `M_global went ${measures.join(" → ")}; it is to fall`);
