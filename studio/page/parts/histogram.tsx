/** @file Counts in bins of equal width, as bars; told in a sentence, and as a table. */
import type { JSX } from "preact";
import type { Ink } from "./chart-data.ts";
import { ChartFrame } from "./chart-frame.tsx";
import "./histogram.css";
import { shortNumber, wholeNumber } from "./numbers.ts";

export interface HistogramProps {
  readonly title: string;
  /** Counts, from the lowest bin on. */
  readonly bins: readonly number[];
  readonly from: number;
  readonly to: number;
  /** What it says, in a sentence, for who does not see it. */
  readonly summary: string;
  readonly ink?: Ink;
  readonly format?: (value: number) => string;
  /** How to read it. */
  readonly how?: string | undefined;
}

export function Histogram(props: HistogramProps): JSX.Element {
  const { title, bins, summary, how, ink = "neutral" } = props;
  return (
    <ChartFrame
      {...{ title, how, summary }}
      table={<BinTable {...props} />}
      chart={() => (
        <div class="histogram">
          <Bars bins={bins} ink={ink} />
          <Ends {...props} />
        </div>
      )}
    />
  );
}

const HEIGHT = 100;

interface BarsProps {
  readonly bins: readonly number[];
  readonly ink: Ink;
}

/** A bin that holds something is never so low that it cannot be seen. */
function Bars({ bins, ink }: BarsProps): JSX.Element {
  const most = bins.reduce((a, b) => Math.max(a, b), 1);
  const path = bins
    .map((count, i) => {
      const height = count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT);
      return height === 0 ? "" : `M${i + 0.06} ${HEIGHT}V${HEIGHT - height}H${i + 0.94}V${HEIGHT}z`;
    })
    .join("");
  return (
    <svg
      class={`bars ink-${ink}`}
      viewBox={`0 0 ${Math.max(1, bins.length)} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

function Ends({ from, to, bins, format = shortNumber }: HistogramProps): JSX.Element {
  const zero = from < 0 && to > 0 && bins.length > 0 ? -from / (to - from) : null;
  return (
    <div class="bar-ends" aria-hidden="true">
      <span>{format(from)}</span>
      {zero !== null && zero > 0.15 && zero < 0.85 && (
        <span class="zero" style={{ insetInlineStart: `${100 * zero}%` }}>
          0
        </span>
      )}
      <span>{format(to)}</span>
    </div>
  );
}

/** Bins that hold nothing are left out. */
function BinTable({ title, bins, from, to, format = shortNumber }: HistogramProps): JSX.Element {
  const width = (to - from) / Math.max(1, bins.length);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section class="bin-table" tabIndex={0} aria-label={title}>
      <table aria-label={title}>
        <tbody>
          {bins.map((count, i) =>
            count === 0 ? null : (
              <tr key={i}>
                <th scope="row">
                  {format(from + i * width)} – {format(from + (i + 1) * width)}
                </th>
                <td class="number">{wholeNumber(count)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}
