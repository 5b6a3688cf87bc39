/** @file What D says of its batches, a row a step. It loads when it comes into sight. */
import type { JSX } from "preact";
import type { OutputsLine } from "../../api/index.ts";
import { ChartFrame } from "../parts/chart-frame.tsx";
import { wholeNumber } from "../parts/numbers.ts";
import { RidgeBody } from "./body.tsx";
import { rowText } from "./facts.ts";
import "./ridge.css";
import { RidgeTable } from "./table.tsx";
import { ridgeText } from "./text.ts";

export interface RidgeProps {
  /** Steps rise. */
  readonly lines: readonly OutputsLine[];
  readonly asTable: boolean;
  readonly onPick: (step: number) => void;
}

export function RidgeFigure({ lines, asTable, onPick }: RidgeProps): JSX.Element {
  const text = ridgeText.value;
  const newest = lines.at(-1);
  return (
    <ChartFrame
      title={text.title}
      how={newest?.reading === "logit" ? text.how : text.howOutputs}
      summary={newest === undefined ? null : summaryOf(lines, newest)}
      asTable={asTable}
      table={<RidgeTable lines={lines} />}
      chart={(toTable) => <RidgeBody {...{ lines, onPick, toTable }} />}
    />
  );
}

const summaryOf = (lines: readonly OutputsLine[], newest: OutputsLine): string =>
  ridgeText.value.summary({
    ...{ newest: rowText(newest), count: lines.length },
    first: wholeNumber((lines[0] ?? newest).step),
  });
