/** @file What a report says of itself: when it was made, and what of its runs is not in it. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { RunDetail, SeriesReply } from "../../api/index.ts";
import { reportText } from "../messages/report.ts";
import type { RunsCopy } from "../source.ts";
import { useStudio } from "../state/studio.ts";
import { Dialog } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import "./about-copy.css";
import { dateText, sizeText, wholeNumber } from "./numbers.ts";

/** Stands in the head where a live page says whether it is connected. */
export function CopyBadge(copy: Omit<RunsCopy, "text">): JSX.Element {
  const [open, setOpen] = useState(false);
  const text = reportText.value;
  const date = dateText(Date.parse(copy.madeAt));
  return (
    <>
      <button type="button" class="plain copy-badge" onClick={() => setOpen(true)} title={text.title}>
        <Icon name="save" />
        <span class="wide">{text.badge({ date })}</span>
        <span class="hidden-text">{text.title}</span>
      </button>
      {open && <AboutCopy {...copy} onClose={() => setOpen(false)} />}
    </>
  );
}

interface Copied {
  readonly detail: RunDetail;
  readonly series: SeriesReply;
}

interface AboutCopyProps extends Omit<RunsCopy, "text"> {
  readonly onClose: () => void;
}

function AboutCopy({ madeAt, version, onClose }: AboutCopyProps): JSX.Element {
  const copied = useCopied();
  const text = reportText.value;
  return (
    <Dialog title={text.title} class="about-copy" onClose={onClose}>
      <p>{text.lead}</p>
      {copied.map((run) => (
        <section key={run.detail.summary.id}>
          <h3>{run.detail.summary.id}</h3>
          <ul>
            {linesOf(run).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <p>{text.studio}</p>
      <p class="quiet">{text.made({ version, date: dateText(Date.parse(madeAt)) })}</p>
    </Dialog>
  );
}

function useCopied(): readonly Copied[] {
  const { source, runs } = useStudio();
  const [copied, setCopied] = useState<readonly Copied[]>([]);
  const ids = runs.ids.value;
  useEffect(() => {
    const all = (ids ?? []).map(async (id) => ({ detail: await source.run(id), series: await source.series(id, {}) }));
    void Promise.all(all).then(setCopied);
  }, [source, ids]);
  return copied;
}

function linesOf({ detail: { samples, leftOut }, series: { rows, axis } }: Copied): readonly string[] {
  const text = reportText.value;
  const left = leftOut?.samples ?? 0;
  const [shown, all] = [wholeNumber(samples.length), wholeNumber(samples.length + left)];
  const points = axis.step.length;
  return [
    ...(samples.length === 0 ? [] : [left === 0 ? text.all : text.samples({ shown, all })]),
    ...(leftOut?.liveSamples === true ? [text.live] : []),
    rows > points ? text.series({ rows: wholeNumber(rows), points: wholeNumber(points) }) : text.wholeSeries,
    ...Object.entries(leftOut?.files ?? {}).map(([file, size]) => text.tooLarge({ file, size: sizeText(size) })),
  ];
}
