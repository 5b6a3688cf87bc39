/** @file The layer that is looked at: its norms over the run, and how the numbers of one of its tensors are spread. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { HistogramOf, NetsReply, SeriesReply, TensorHistogram, TensorNet } from "../../../api/index.ts";
import { chartsText, netsText } from "../../messages/texts.ts";
import type { ChartLine, Ink } from "../../parts/chart-data.ts";
import { ChartFigure } from "../../parts/chart-figure.tsx";
import { Histogram } from "../../parts/histogram.tsx";
import { shortNumber, wholeNumber } from "../../parts/numbers.ts";
import { partOnUse } from "../../parts/part-on-use.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Segments } from "../../parts/segments.tsx";
import type { HistogramQuery, NetsSource } from "../../source.ts";
import { useStudio } from "../../state/studio.ts";
import { type LayerRow, shapeText } from "./net-rows.ts";
import { kindText } from "./player-table.tsx";
import { useHistogram, useNormSeries } from "./use-nets.ts";

const SpreadsOver = partOnUse(() => import("./over/spreads-over.tsx").then((file) => file.SpreadsOver));

export interface LayerPanelProps {
  readonly source: NetsSource;
  /** At the checkpoint that is looked at. */
  readonly nets: NetsReply;
  readonly player: string;
  readonly row: LayerRow;
}

export function LayerPanel({ source, nets, player, row }: LayerPanelProps): JSX.Element {
  const text = netsText.value;
  const { layer } = row;
  const name = layer.name === "" ? text.whole : layer.name;
  return (
    <aside class="layer-panel" aria-label={text.layer({ player, layer: name })}>
      <header>
        <h2>{text.layer({ player, layer: name })}</h2>
        <p class="quiet">
          {[
            ...(layer.kind === null ? [] : [kindText(layer.kind)]),
            ...(layer.shape === null ? [] : [text.output({ shape: shapeText(layer.shape) })]),
            text.parameters({ count: wholeNumber(row.parameters) }),
          ].join(" · ")}
        </p>
      </header>
      <NormCharts source={source} tensors={layer.tensors} />
      {layer.tensors.length > 0 && <Spread {...{ source, nets }} tensors={layer.tensors} />}
    </aside>
  );
}

const INKS: readonly Ink[] = ["real", "generated", "discriminator", "accent", "neutral"];
const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3], [4, 4]];

interface TensorsProps {
  readonly source: NetsSource;
  readonly tensors: readonly TensorNet[];
}

function NormCharts({ source, tensors }: TensorsProps): JSX.Element {
  const text = netsText.value.charts;
  const { scrubber } = useStudio();
  const keys = tensors.flatMap(({ name }) => [`weight:${name}`, `gradient:${name}`]);
  const asked = useNormSeries(source, keys);
  const series = asked !== null && "value" in asked ? asked.value : null;
  const lines = useMemo(
    () => ({ weight: linesOf(series, tensors, "weight"), gradient: linesOf(series, tensors, "gradient") }),
    [series, tensors],
  );
  const axis = { label: chartsText.value.axes.step, format: wholeNumber };
  const pick = (x: number): void => scrubber.to(Math.round(x));
  const shared = { axis, scrub: scrubber.step, onPick: pick };
  if (asked !== null && "failed" in asked) return <Problem error={asked.failed} />;
  // Until its own answer is there, that of the layer before has nothing of this one.
  const known = lines.weight.some(({ x }) => x.length > 0);
  return (
    <>
      <ChartFigure title={text.weight} how={text.weightHow} lines={lines.weight} {...shared} />
      {known && lines.gradient.every(({ x }) => x.length === 0) ? (
        <p class="quiet">{text.gradientNone}</p>
      ) : (
        <ChartFigure title={text.gradient} how={text.gradientHow} lines={lines.gradient} log {...shared} />
      )}
    </>
  );
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

function linesOf(series: SeriesReply | null, tensors: readonly TensorNet[], kind: HistogramOf): ChartLine[] {
  return tensors.map(({ name }, i) => {
    const column = series?.columns[`${kind}:${name}`];
    const dash = DASHES[i % DASHES.length] ?? [];
    return {
      ...{ key: name, label: lastPart(name), ink: INKS[i % INKS.length] as Ink },
      ...(dash.length === 0 ? {} : { dash }),
      x: column?.step ?? [],
      y: (column?.mean ?? []).map((value) => value ?? Number.NaN),
    };
  });
}

/** How the numbers of a tensor are spread, at one checkpoint or at all of them. */
function Spread({ source, nets, tensors }: TensorsProps & Pick<LayerPanelProps, "nets">): JSX.Element {
  const text = netsText.value.histogram;
  const [tensor, setTensor] = useState("");
  const [wanted, setWanted] = useState<HistogramOf>("weight");
  const [when, setWhen] = useState<"one" | "all">("one");
  const known = tensors.find(({ name }) => name === tensor) ?? (tensors[0] as TensorNet);
  const of = known.gradient === null ? "weight" : wanted;
  const query = { tensor: known.name, of, step: nets.step };
  return (
    <section class="spread">
      <div class="spread-head">
        {tensors.length > 1 && (
          <Segments
            label={text.tensor}
            quiet
            value={known.name}
            options={tensors.map(({ name }) => ({ value: name, text: lastPart(name) }))}
            onChange={setTensor}
          />
        )}
        {known.gradient !== null && (
          <Segments label={text.of} quiet value={of} options={named(text, "weight", "gradient")} onChange={setWanted} />
        )}
        <Segments label={text.when} quiet value={when} options={named(text, "one", "all")} onChange={setWhen} />
      </div>
      {when === "all" ? <SpreadsOver {...{ source, nets, query }} /> : <SpreadAt {...{ source, query }} />}
    </section>
  );
}

function SpreadAt({
  source,
  query,
}: {
  readonly source: NetsSource;
  readonly query: HistogramQuery;
}): JSX.Element | null {
  const asked = useHistogram(source, query);
  if (asked === null) return null;
  return "failed" in asked ? <Problem error={asked.failed} /> : <SpreadFigure spread={asked.value} />;
}

const named = <K extends string>(text: Readonly<Record<K, string>>, ...values: K[]): { value: K; text: string }[] =>
  values.map((value) => ({ value, text: text[value] }));

function SpreadFigure({ spread }: { readonly spread: TensorHistogram }): JSX.Element {
  const text = netsText.value.histogram;
  const { tensor, of, shape, count, zeros, strange, min, max, mean, std, bins } = spread;
  const [from, to] = [min ?? 0, max ?? 0];
  const peak = bins.indexOf(bins.reduce((a, b) => Math.max(a, b), 0));
  const middle = from + ((peak + 0.5) * (to - from)) / Math.max(1, bins.length);
  const summary = text.summary({
    ...{ name: `${tensor}, ${text[of]}`, from: shortNumber(from), to: shortNumber(to) },
    ...{ peak: shortNumber(middle), most: wholeNumber(bins[peak] ?? 0) },
  });
  const facts = [
    text.facts({ count: wholeNumber(count), mean: shortNumber(mean), std: shortNumber(std) }),
    ...(zeros > 0 ? [text.zeros({ count: wholeNumber(zeros) })] : []),
    ...(strange > 0 ? [text.strange({ count: wholeNumber(strange) })] : []),
  ];
  const ink = of === "weight" ? "real" : "accent";
  return (
    <>
      <Histogram title={text.title} how={text.how} bins={bins} from={from} to={to} summary={summary} ink={ink} />
      <p class="quiet facts">
        {tensor} [{shape.join(", ")}] · {facts.join(" · ")}
      </p>
    </>
  );
}
