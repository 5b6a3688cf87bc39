/** @file The drawing of a ridge with its legend, its keys and its pointer; where they rest, a row is read aloud. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { chartsText } from "../messages/texts.ts";
import { useRoom } from "../parts/use-room.ts";
import { useSpoken } from "../parts/use-spoken.ts";
import { type RidgeDrawing, RidgeRows } from "./rows.tsx";
import { ROW, TOP } from "./scale.ts";
import { ridgeText } from "./text.ts";

export interface RidgeBodyProps extends RidgeDrawing {
  readonly title: string;
  /** Of a row: what is beside its step. */
  readonly legend: (row: number) => JSX.Element;
  /** A row in words. */
  readonly said: (row: number) => string;
  readonly onPick: (step: number) => void;
  readonly toTable: () => void;
}

export function RidgeBody({ title, legend, said, onPick, toTable, ...drawing }: RidgeBodyProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const { width } = useRoom(host);
  /** The step of the row that is read; null: none. Rows come and go, steps stay. */
  const cursor = useSignal<number | null>(null);
  const spoken = useSpoken();
  const { rows, marked } = drawing;
  const chosen = rows.findIndex(({ step }) => step === cursor.value);
  const last = rows.length - 1;
  const move = (to: number): void => {
    const row = Math.min(Math.max(to, 0), last);
    cursor.value = rows[row]?.step ?? null;
    spoken.say(() => said(row));
  };
  const pickAt = (row: number): void => {
    const step = rows[row]?.step;
    if (step !== undefined) onPick(step);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = chosen < 0 ? rows.length : chosen; // the first arrow up is at the newest
    if (!ridgeKey(event, { at, last, move, toTable, pick: () => pickAt(chosen) })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      {legend(chosen < 0 ? (marked ?? last) : chosen)}
      <div
        class="ridge"
        ref={host}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move through its rows
        tabIndex={0}
        role="application"
        aria-roledescription={chartsText.value.role}
        aria-label={`${title}. ${ridgeText.value.keysHow}`}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => {
          cursor.value = rows[rowUnder(event)]?.step ?? null;
        }}
        onPointerLeave={() => {
          cursor.value = null;
        }}
        onClick={(event) => pickAt(rowUnder(event))}
      >
        {width > 0 && <RidgeRows {...{ ...drawing, width, chosen }} />}
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
