/**
 * @file The scrubber's track: a slider with one stop a picture, over it a number of the run and signs of what was, under
 * it small pictures. Only the slider follows the step; what surrounds it is drawn anew when the run has more to show.
 */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { liveText } from "../messages/texts.ts";
import { isAlert } from "../state/page-commands.ts";
import { countNotAfter } from "../state/scrubber.ts";
import { useRun, useStudio } from "../state/studio.ts";
import { memo } from "./memo.ts";
import { wholeNumber } from "./numbers.ts";
import { courseOf, linePath, shareOf } from "./scrubber-line.ts";
import { ScrubberThumbs } from "./scrubber-thumbs.tsx";

interface TrackProps {
  /** Of the pictures there are, rising. */
  readonly steps: readonly number[];
}

/** Apart from the buttons, which change with what plays. */
export const ScrubberTrack = memo(({ steps }: TrackProps) => (
  <div class="track">
    <Course steps={steps} />
    <Marks steps={steps} />
    <Slider steps={steps} />
    <ScrubberThumbs steps={steps} />
  </div>
));

function Slider({ steps }: TrackProps): JSX.Element {
  const { scrubber, source } = useStudio();
  const text = liveText.value.scrubber;
  const shown = scrubber.shown.value;
  const live = scrubber.step.value === null && source.copy === null;
  const last = steps.length - 1;
  const to = (index: number): void => scrubber.to(index === last ? null : (steps[index] ?? null));
  return (
    <input
      type="range"
      data-scrub
      min={0}
      max={Math.max(last, 1)}
      value={shown === null ? 0 : countNotAfter(steps, shown) - 1}
      disabled={last < 1}
      aria-label={text.label}
      aria-valuetext={text.value({ step: wholeNumber(shown ?? 0), live })}
      title={text.legend}
      onInput={({ currentTarget }) => to(Number(currentTarget.value))}
    />
  );
}

/** Of the line's own drawing; it is stretched to its place. */
const LINE = { width: 1000, height: 14 } as const;

/** What it means is said by the charts: here is its shape alone. */
function Course({ steps }: TrackProps): JSX.Element | null {
  const { series, detail } = useRun();
  useEffect(() => {
    if (series.names().length === 0) void series.load().catch(() => undefined); // the charts say why
  }, [series]);
  const version = series.version.value;
  const evaluations = detail.value?.evaluations;
  const course = useMemo(() => courseOf(evaluations ?? [], series.column), [series, version, evaluations]);
  const path = useMemo(() => (course === null ? "" : linePath(steps, course, LINE)), [course, steps]);
  if (course === null || path === "") return null;
  return (
    <svg class="course" viewBox={`0 -1 ${LINE.width} ${LINE.height + 2}`} preserveAspectRatio="none" aria-hidden="true">
      <title>{courseText(course.name)}</title>
      <path d={path} />
    </svg>
  );
}

/** A metric is called the same everywhere. */
function courseText(name: string): string {
  const lines: Readonly<Record<string, string>> = liveText.value.scrubber.courses;
  return lines[name] ?? name;
}

/** Signs over the track, by shape and colour: alerts, checkpoints, the best. */
function Marks({ steps }: TrackProps): JSX.Element {
  const run = useRun();
  const best = run.summary.value?.best?.step;
  const marks = [
    ...(run.detail.value?.checkpoints.steps ?? []).map((step) => ({ step, sign: "◆", kind: "checkpoint" })),
    ...run.events.value.filter(isAlert).map(({ step }) => ({ step, sign: "▲", kind: "alert" })),
    ...(best === undefined ? [] : [{ step: best, sign: "★", kind: "best" }]),
  ];
  return (
    <div class="marks" aria-hidden="true">
      {marks.map(({ step, sign, kind }) => (
        <span key={`${kind} ${step}`} class={kind} style={{ left: `${(100 * shareOf(steps, step)).toFixed(2)}%` }}>
          {sign}
        </span>
      ))}
    </div>
  );
}
