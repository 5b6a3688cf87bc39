/** @file The Live view: how the run goes, its samples and numbers now, or at the scrubber's step. */
import type { JSX } from "preact";
import { ScrubberBar } from "../../parts/scrubber-bar.tsx";
import { viewName } from "../../parts/view-name.ts";
import { useStudio } from "../../state/studio.ts";
import { Controls } from "./controls.tsx";
import { EventLog } from "./event-log.tsx";
import { Health } from "./health.tsx";
import "./live.css";
import { SampleGrid } from "./sample-grid.tsx";
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
