/** @file Alerts of the run that is open, said to screen readers when they come; what was there before is in the log. */
import { useSignalEffect } from "@preact/signals";
import type { RunEvent } from "gantry/store";
import { useRef } from "preact/hooks";
import { liveText } from "../messages/texts.ts";
import type { OpenRun } from "../state/open-run.ts";
import { isAlert } from "../state/page-commands.ts";
import type { Studio } from "../state/studio.ts";
import { eventText } from "./event-text.ts";
import { wholeNumber } from "./numbers.ts";

interface Heard {
  readonly run: OpenRun;
  /** Seconds since 1970 of the newest event that is known. */
  readonly until: number;
}

export function useAlerts({ run: open, announcement }: Studio): void {
  const heard = useRef<Heard | null>(null);
  useSignalEffect(() => {
    const run = open.value;
    const events = run?.events.value ?? [];
    if (run === null || run.detail.value === null) return;
    const known = heard.current?.run === run ? heard.current.until : null;
    heard.current = { run, until: Math.max(known ?? 0, events.at(-1)?.time ?? 0) };
    const alert = known === null ? undefined : newestAlert(events, known);
    if (alert !== undefined) announcement.value = said(alert);
  });
}

/** The newest event that warns, of those after a time; undefined for none. */
export const newestAlert = (events: readonly RunEvent[], after: number): RunEvent | undefined =>
  events.findLast((event) => event.time > after && isAlert(event));

const said = (event: RunEvent): string =>
  liveText.value.alert({ what: eventText(event), step: wholeNumber(event.step) });
