/** @file Gradients and updates of the players as wholes, from the metrics. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { chartsText, liveText, netsText } from "../../messages/texts.ts";
import type { ChartLine, Ink } from "../../parts/chart-data.ts";
import { ChartFigure } from "../../parts/chart-figure.tsx";
import { wholeNumber } from "../../parts/numbers.ts";
import type { SeriesStore } from "../../state/series-store.ts";
import { useRun, useStudio } from "../../state/studio.ts";

const INKS: Readonly<Record<string, Ink>> = { G: "generated", D: "discriminator" };
const OTHERS: readonly Ink[] = ["accent", "real", "neutral"];
const DASHES = [[7, 4], [], [2, 3], [9, 3, 2, 3]];

export function PlayerCharts({ players }: { readonly players: readonly string[] }): JSX.Element {
  const run = useRun();
  const { scrubber } = useStudio();
  const version = run.series.version.value;
  const { charts } = netsText.value;
  const how = liveText.value.charts;
  const names = players.join();
  const [gradients, updates] = useMemo(
    () => [linesOf(run.series, "gradient", players), linesOf(run.series, "update", players)],
    [run, version, names],
  );
  const axis = { label: chartsText.value.axes.step, format: wholeNumber };
  const shared = { axis, log: true, scrub: scrubber.step, onPick: (x: number) => scrubber.to(Math.round(x)) };
  return (
    <div class="player-charts">
      <ChartFigure title={charts.playersGradient} how={how.gradientsHow} lines={gradients} {...shared} />
      <ChartFigure title={charts.playersUpdate} how={how.updatesHow} lines={updates} {...shared} />
    </div>
  );
}

function linesOf(series: SeriesStore, column: "gradient" | "update", players: readonly string[]): ChartLine[] {
  return players.map((player, i) => {
    const { step, mean } = series.column(`${column}${player}`) ?? { step: [], mean: [] };
    const dash = DASHES[i % DASHES.length] ?? [];
    const ink = INKS[player] ?? (OTHERS[i % OTHERS.length] as Ink);
    return { key: player, label: player, ink, ...(dash.length === 0 ? {} : { dash }), x: step, y: mean };
  });
}
