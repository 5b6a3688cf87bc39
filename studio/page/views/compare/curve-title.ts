/** @file What a curve is called: as on Live's charts, where one of them draws it; else as it was logged. */
import { compareText, liveText } from "../../messages/texts.ts";

type Live = (typeof liveText)["value"];

/** Live's chart of each line. */
const CHARTS: Readonly<Partial<Record<keyof Live["lines"], keyof Omit<Live["charts"], "metric">>>> = {
  lossD: "losses",
  lossG: "losses",
  dReal: "outputs",
  dFake: "outputs",
  gradientD: "gradients",
  gradientG: "gradients",
  updateD: "updates",
  updateG: "updates",
  diversity: "diversity",
  distance: "distance",
};

export function curveTitle(name: string): string {
  const { charts, lines } = liveText.value;
  const [, base = name, share] = /^(d[RF]\D+)(\d+)$/.exec(name) ?? [];
  if (Object.hasOwn(CHARTS, base)) {
    const line = base as keyof typeof CHARTS;
    const chart = CHARTS[line] ?? "losses";
    return [charts[chart], chart === base ? [] : lines[line], share === undefined ? [] : `${share} %`]
      .flat()
      .join(" · ");
  }
  if (name === "distanceFloor") return `${charts.distance} · ${lines.floor}`;
  if (name === "msPerStep") return `${compareText.value.columns.pace} · ms`;
  return /^(frechet|kid|sliced)$/.test(name) ? charts.metric({ metric: name }) : name;
}
