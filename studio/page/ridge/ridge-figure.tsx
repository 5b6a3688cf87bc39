/** @file What D says of its batches, a row a step. It loads when it comes into sight. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { OutputsLine } from "../../api/index.ts";
import { ChartFrame } from "../parts/chart-frame.tsx";
import { wholeNumber } from "../parts/numbers.ts";
import { RidgeBody, type RidgeBodyProps } from "./body.tsx";
import { rowText } from "./facts.ts";
import { RidgeLegend } from "./legend.tsx";
import "./ridge.css";
import type { RidgeDrawing } from "./rows.tsx";
import { axisOf, heightsOf } from "./scale.ts";
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
      shortcut="t"
      title={text.title}
      how={newest?.reading === "logit" ? text.how : text.howOutputs}
      summary={newest === undefined ? null : summaryOf(lines, newest)}
      asTable={asTable}
      table={<RidgeTable lines={lines} />}
      chart={(toTable) => <OutputsRidge {...{ lines, onPick, toTable }} />}
    />
  );
}

interface OutputsRidgeProps extends Pick<RidgeProps, "lines">, Pick<RidgeBodyProps, "onPick" | "toTable"> {}

/** @param lines one at least */
function OutputsRidge({ lines, ...keys }: OutputsRidgeProps): JSX.Element {
  const drawing = useMemo(() => drawingOf(lines), [lines]);
  const at = (row: number): OutputsLine => lines[row] as OutputsLine;
  return (
    <RidgeBody
      {...{ ...drawing, ...keys, title: ridgeText.value.title }}
      legend={(row) => <RidgeLegend line={at(row)} />}
      said={(row) => rowText(at(row))}
    />
  );
}

function drawingOf(lines: readonly OutputsLine[]): RidgeDrawing {
  const axis = axisOf(lines);
  const rows = lines.map((line) => {
    const { real, fake } = heightsOf(line, axis);
    const sides = [
      { ink: "real", heights: real },
      { ink: "generated", heights: fake },
    ] as const;
    return { step: line.step, sides };
  });
  return { axis, rows };
}

const summaryOf = (lines: readonly OutputsLine[], newest: OutputsLine): string =>
  ridgeText.value.summary({
    ...{ newest: rowText(newest), count: lines.length },
    first: wholeNumber((lines[0] ?? newest).step),
  });
