/** @file The drawing of the ridge with its legend, its keys and its pointer; where they rest, a row is read aloud. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { OutputsLine } from "../../api/index.ts";
import { chartsText } from "../messages/texts.ts";
import { wholeNumber } from "../parts/numbers.ts";
import { useRoom } from "../parts/use-room.ts";
import { useSpoken } from "../parts/use-spoken.ts";
import { medianOf, overlapText, rowText } from "./facts.ts";
import { RidgeRows } from "./rows.tsx";
import { ROW, TOP } from "./scale.ts";
import { ridgeText } from "./text.ts";

export interface RidgeBodyProps {
  readonly lines: readonly OutputsLine[];
  readonly onPick: (step: number) => void;
  readonly toTable: () => void;
}

export function RidgeBody({ lines, onPick, toTable }: RidgeBodyProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const { width } = useRoom(host);
  /** The step of the row that is read; null: none. Rows come and go, steps stay. */
  const cursor = useSignal<number | null>(null);
  const spoken = useSpoken();
  const text = ridgeText.value;
  const chosen = lines.findIndex(({ step }) => step === cursor.value);
  const move = (to: number): void => {
    const line = lines[Math.min(Math.max(to, 0), lines.length - 1)];
    if (line === undefined) return;
    cursor.value = line.step;
    spoken.say(() => rowText(line));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = chosen < 0 ? lines.length : chosen; // the first arrow up is at the newest
    if (!ridgeKey(event, { at, last: lines.length - 1, move, toTable, pick: () => pickAt(chosen) })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const pickAt = (row: number): void => {
    const line = lines[row];
    if (line !== undefined) onPick(line.step);
  };
  return (
    <>
      <RidgeLegend line={lines[chosen] ?? lines.at(-1)} />
      <div
        class="ridge"
        ref={host}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move through its rows
        tabIndex={0}
        role="application"
        aria-roledescription={chartsText.value.role}
        aria-label={`${text.title}. ${text.keysHow}`}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => {
          cursor.value = lines[rowUnder(event)]?.step ?? null;
        }}
        onPointerLeave={() => {
          cursor.value = null;
        }}
        onClick={(event) => pickAt(rowUnder(event))}
      >
        {width > 0 && <RidgeRows {...{ lines, width, chosen }} />}
      </div>
      <div class="hidden-text" role="status" aria-live="polite">
        {spoken.text.value}
      </div>
    </>
  );
}

const rowUnder = ({
  clientY,
  currentTarget,
}: Pick<MouseEvent, "clientY"> & { readonly currentTarget: HTMLElement }): number =>
  Math.floor((clientY - currentTarget.getBoundingClientRect().top - TOP) / ROW);

interface RidgeKeys {
  readonly at: number;
  readonly last: number;
  readonly move: (row: number) => void;
  readonly toTable: () => void;
  readonly pick: () => void;
}

/** @returns whether the key is the ridge's own */
function ridgeKey(event: KeyboardEvent, { at, last, move, toTable, pick }: RidgeKeys): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  const [back, on] = [() => move(at - 1), () => move(at + 1)];
  const actions: Readonly<Record<string, () => void>> = {
    ...{ ArrowUp: back, ArrowLeft: back, ArrowDown: on, ArrowRight: on },
    ...{ Home: () => move(0), End: () => move(last), Enter: pick, t: toTable },
  };
  const action = actions[event.key];
  action?.();
  return action !== undefined;
}

/** Both outlines by name, with the medians of the row that is read, or of the newest. */
function RidgeLegend({ line }: { readonly line: OutputsLine | undefined }): JSX.Element | null {
  const text = ridgeText.value;
  if (line === undefined) return null;
  return (
    <ul class="legend" aria-hidden="true">
      {(["real", "fake"] as const).map((side) => (
        <li key={side}>
          <svg aria-hidden="true" viewBox="0 0 22 8" class={`ink-${side === "real" ? "real" : "generated"}`}>
            <path d="M0 4h22" stroke-dasharray={side === "fake" ? "4 3" : undefined} />
          </svg>
          {text[side]}
          <b>{medianOf(line[side])}</b>
        </li>
      ))}
      <li>
        {text.overlap} <b>{overlapText(line)}</b>
      </li>
      <li class="where">
        {text.step} {wholeNumber(line.step)}
      </li>
    </ul>
  );
}
