/** @file The Live view: how the run goes, its samples and numbers now, or at the scrubber's step. */
import { samplePath } from "gantry/store";
import type { JSX } from "preact";
import { liveText } from "../../messages/live.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { ScrubberBar } from "../../parts/scrubber-bar.tsx";
import { viewName } from "../../parts/view-name.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { Controls } from "./controls.tsx";
import { EventLog } from "./event-log.tsx";
import { Health } from "./health.tsx";
import "./live.css";
import { Verdict } from "./verdict.tsx";

export function View(): JSX.Element {
  const { source } = useStudio();
  return (
    <div class="live">
      <h1 class="hidden-text">{viewName(source, "live")}</h1>
      <div class="live-head">
        <Verdict />
        <Controls />
      </div>
      <ScrubberBar />
      <div class="live-main">
        <div class="live-side">
          <SampleGrid />
          <EventLog />
        </div>
        <Health />
      </div>
    </div>
  );
}

/** The picture of the scrubber's step. */
function SampleGrid(): JSX.Element {
  const run = useRun();
  const { scrubber } = useStudio();
  const text = liveText.value;
  const step = scrubber.shown.value;
  const grid = run.detail.value?.grid ?? null;
  if (step === null) return <p class="quiet">{text.noSamples}</p>;
  const alt = text.samplesAlt({ step: wholeNumber(step), count: grid?.count ?? 0 });
  return (
    <figure class="grid-figure">
      <figcaption>
        <h2>{text.samples}</h2>
        <span class="quiet">{text.atStep({ step: wholeNumber(step) })}</span>
      </figcaption>
      <img src={run.fileUrl(samplePath(step))} alt={alt} data-step={step} class={grid?.kind} />
    </figure>
  );
}
