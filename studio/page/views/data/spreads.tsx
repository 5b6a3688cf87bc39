/** @file How the data are spread: files, classes, values, attributes. */
import type { JSX, RenderableProps } from "preact";
import type { Bins, DataReply, DataSheetReply } from "../../../api/index.ts";
import { dataText } from "../../messages/texts.ts";
import type { Ink } from "../../parts/chart-data.ts";
import { Histogram } from "../../parts/histogram.tsx";
import { percentage, shortNumber, wholeNumber } from "../../parts/numbers.ts";
import { BarList } from "./bar-list.tsx";
import { aspects, channelCounts, peakOf, shorterSides } from "./data-bins.ts";

interface SheetProps {
  readonly sheet: DataSheetReply;
}

interface SpreadProps {
  readonly title: string;
  readonly spread: Bins;
  readonly how?: string;
  readonly ink?: Ink;
}

function Spread({ title, spread, how, ink = "real" }: SpreadProps): JSX.Element {
  const { from, to, bins } = spread;
  const summary = dataText.value.histogramSummary({
    ...{ name: title, from: shortNumber(from), to: shortNumber(to), peak: shortNumber(peakOf(spread)) },
  });
  return <Histogram {...{ title, bins, from, to, summary, ink, how }} />;
}

/** How many channels, in a word. */
export function channelsText(channels: number): string {
  const { one, three, four } = dataText.value.channels;
  return { 1: one, 3: three, 4: four }[channels] ?? dataText.value.channelCount({ channels });
}

/** Sizes, shapes and channels of the files; null where items came in their size. @param props `children`: what follows */
export function Sources({ sheet: { sources }, children }: RenderableProps<SheetProps>): JSX.Element | null {
  const text = dataText.value;
  const [first] = sources ?? [];
  if (sources === null || first === undefined) return null;
  const size = `${first.width} × ${first.height}`;
  const channels = channelCounts(sources);
  return (
    <section>
      <h2>{text.sources}</h2>
      {sources.length === 1 ? (
        <p class="quiet">{text.sourceOne({ size, channels: channelsText(first.channels) })}</p>
      ) : (
        <div class="spreads">
          <Spread title={text.sourceSize} how={text.sourceSizeHow} spread={shorterSides(sources)} />
          <Spread title={text.aspect} how={text.aspectHow} spread={aspects(sources)} />
        </div>
      )}
      {channels.length > 1 && (
        <BarList
          label={text.channelCounts}
          of={text.channelCounts}
          rows={channels.map(({ channels, count }) => ({ name: channelsText(channels), count }))}
        />
      )}
      {children}
    </section>
  );
}

/** From here on that one class has more than another is said. */
const UNEVEN = 1.5;

export function Classes({ sheet: { classes } }: SheetProps): JSX.Element | null {
  const text = dataText.value;
  if (classes === null || classes.length === 0) return null;
  const counts = classes.map(({ count }) => count);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const ratio = least === 0 ? Number.POSITIVE_INFINITY : most / least;
  const summary = text.classesSummary({
    ...{ count: classes.length, least: wholeNumber(least), most: wholeNumber(most) },
  });
  return (
    <section>
      <h2>{text.classes}</h2>
      <p class="quiet">
        {summary}{" "}
        {ratio >= UNEVEN &&
          Number.isFinite(ratio) &&
          text.imbalance({ ratio: shortNumber(Number(ratio.toPrecision(2))) })}
      </p>
      <BarList label={text.classes} of={text.class} rows={classes} />
    </section>
  );
}

const CHANNEL_INKS: readonly Ink[] = ["warning", "discriminator", "real", "neutral"];

export function Values({
  sheet: { values },
  kind,
}: SheetProps & { readonly kind: DataReply["record"]["kind"] }): JSX.Element {
  const text = dataText.value;
  const pictures = kind === "images";
  const nameOf = (i: number): string => {
    if (!pictures) return text.coordinate({ number: i + 1 });
    return values.length === 1 ? text.grey : (text.channelNames[i] ?? String(i + 1));
  };
  const inkOf = (i: number): Ink =>
    pictures && values.length > 1 ? (CHANNEL_INKS[i] as Ink) : pictures ? "neutral" : "real";
  return (
    <section>
      <h2>{text.values}</h2>
      <div class="spreads">
        {values.map((spread, i) => {
          const [min, max, mean, std] = [spread.min, spread.max, spread.mean, spread.std].map(shortNumber) as [
            string,
            string,
            string,
            string,
          ];
          return (
            <div key={nameOf(i)}>
              <Spread
                title={nameOf(i)}
                how={pictures ? text.valuesHow : text.marginalsHow}
                spread={spread}
                ink={inkOf(i)}
              />
              <p class="quiet facts">{text.valueFacts({ min, max, mean, std })}</p>
            </div>
          );
        })}
      </div>
    </section>
  );
}

/** What is known of each item: shares of what some have and others not, histograms of the rest. */
export function Attributes({ sheet: { attributes, count } }: SheetProps): JSX.Element | null {
  const text = dataText.value;
  if (attributes.length === 0) return null;
  const binary = attributes.filter((attribute) => attribute.binary);
  const rows = binary.map(({ name, mean }) => ({
    name: `${name} (${percentage(mean)})`,
    count: Math.round(mean * count),
  }));
  return (
    <section>
      <h2>{text.attributes}</h2>
      {rows.length > 0 && <BarList label={text.attributes} of={text.attributes} rows={rows} />}
      <div class="spreads">
        {attributes
          .filter((attribute) => !attribute.binary)
          .map((attribute) => (
            <Spread key={attribute.name} title={attribute.name} spread={attribute} ink="accent" />
          ))}
      </div>
    </section>
  );
}
