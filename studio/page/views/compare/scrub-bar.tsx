/** @file The scrubber of a comparison: one point of training for all runs, and by what they are aligned. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { compareText, shellText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { durationText, wholeNumber } from "../../parts/numbers.ts";
import { Segments } from "../../parts/segments.tsx";
import type { Command } from "../../state/commands.ts";
import { countNotAfter } from "../../state/scrubber.ts";
import { useCommands } from "../../state/use-commands.ts";
import { useTicks } from "../../state/use-ticks.ts";
import { UNITS, type Unit, unionOf } from "./alignment.ts";
import type { CompareProps } from "./compare-query.ts";
import { type Compared, trackOf } from "./compared.ts";

export interface ScrubBarProps extends CompareProps {
  readonly compared: readonly Compared[];
}

/** Pictures a second. */
const RATE = 8;

export function ScrubBar({ compared, options, change }: ScrubBarProps): JSX.Element {
  const text = compareText.value;
  const { by, at } = options;
  const points = pointsOf(compared, by);
  const last = points.length - 1;
  const index = at === null ? last : Math.max(0, countNotAfter(points, at) - 1);
  const to = (next: number): void => change({ at: next >= last ? null : (points[Math.max(0, next)] ?? null) });
  const [playing, setPlaying] = useState(false);
  useTicks(playing, RATE, () => (index >= last ? setPlaying(false) : to(index + 1)));
  const play = (): void => {
    if (!playing && index >= last) to(0);
    setPlaying(!playing && last > 0);
  };
  useScrubCommands({ index, last, to, play });
  const shown = at === null ? text.newest : positionText(by, at);
  return (
    <section class="scrub-bar" aria-label={text.scrub}>
      <Segments
        label={text.by.label}
        options={UNITS.map((value) => ({ value, text: text.by[value] }))}
        value={by}
        onChange={(unit) => change({ by: unit, at: null })}
      />
      <button type="button" onClick={play} disabled={last < 1} aria-label={playing ? text.pause : text.play}>
        <Icon name={playing ? "pause" : "play"} />
      </button>
      <input
        type="range"
        min={0}
        max={Math.max(0, last)}
        value={index}
        disabled={last < 1}
        aria-label={text.scrub}
        aria-valuetext={shown}
        onInput={({ currentTarget }) => to(Number(currentTarget.value))}
      />
      <output>{shown}</output>
      <button type="button" disabled={at === null} onClick={() => to(last)}>
        {text.toNewest}
      </button>
    </section>
  );
}

const pointsOf = (compared: readonly Compared[], unit: Unit): readonly number[] =>
  unionOf(compared.flatMap(({ run }) => trackOf(run, unit) ?? []));

function positionText(unit: Unit, value: number): string {
  const text = compareText.value.position;
  return unit === "time" ? text.time({ value: durationText(value) }) : text[unit]({ value: wholeNumber(value) });
}

interface ScrubMoves {
  readonly index: number;
  readonly last: number;
  readonly to: (index: number) => void;
  readonly play: () => void;
}

/** The page's own scrubber is of one run; here its keys move this one. */
function useScrubCommands({ index, last, to, play }: ScrubMoves): void {
  useCommands(() => {
    const words = (): (typeof shellText)["value"]["commands"] => shellText.value.commands;
    const command = (id: string, keys: string, title: () => string, run: () => void): Command => ({
      ...{ id: `scrub.${id}`, group: "look", keys: [keys], title, run },
      enabled: () => last > 0,
    });
    return [
      command(
        "previous",
        "ArrowLeft",
        () => words().previous,
        () => to(index - 1),
      ),
      command(
        "next",
        "ArrowRight",
        () => words().next,
        () => to(index + 1),
      ),
      command(
        "previousTen",
        "Shift+ArrowLeft",
        () => words().previousTen,
        () => to(index - 10),
      ),
      command(
        "nextTen",
        "Shift+ArrowRight",
        () => words().nextTen,
        () => to(index + 10),
      ),
      command(
        "first",
        "Home",
        () => words().first,
        () => to(0),
      ),
      command(
        "live",
        "End",
        () => words().live,
        () => to(last),
      ),
      command("play", "Space", () => words().play, play),
    ];
  }, [index, last, play]);
}
