/** @file Data: what the run was trained on, as the networks see it, how it is spread, what is odd about it. */
import type { JSX } from "preact";
import type { DataReply, RunDetail } from "../../../api/index.ts";
import { dataText, spoken } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { partOnUse } from "../../parts/part-on-use.tsx";
import { Problem } from "../../parts/problem.tsx";
import { useRun, useStudio } from "../../state/studio.ts";
import { AugmentPanel } from "./augment-panel.tsx";
import "./data.css";
import { ChangeHow, DuplicateGroups, Findings } from "./findings.tsx";
import { ItemCells, type ShownData } from "./item-cells.tsx";
import { isFolder, LeaveOut } from "./leave-out.ts";
import type { ScatterProps } from "./points/scatter.tsx";
import { Attributes, Classes, channelsText, Sources, Values } from "./spreads.tsx";
import { type LookedData, useData } from "./use-data.ts";

const Cropping = partOnUse<ShownData>(() => import("./cropping/cropping.tsx").then((module) => module.Cropping));
const Scatter = partOnUse<ScatterProps>(() => import("./points/scatter.tsx").then((module) => module.Scatter));

type Recorded = RunDetail["record"]["data"];

export function View(): JSX.Element {
  return <Data key={useRun().id} />; // another run begins with nothing of this one
}

function Data(): JSX.Element | null {
  const run = useRun();
  const { source } = useStudio();
  const looked = useData(source.data, run.id);
  const record = run.detail.value?.record.data;
  if (record === undefined) return null;
  const ready = looked !== null && "sheet" in looked && looked.sheet !== undefined ? looked : null;
  return (
    <div class="data-view">
      <Head record={record} />
      {ready?.sheet === undefined || source.data === undefined ? (
        <>
          <State looked={looked} openable={source.data !== undefined} />
          <AsRecorded record={record} />
        </>
      ) : (
        <>
          <Ready id={run.id} source={source.data} reply={ready} sheet={ready.sheet} />
          {isFolder(ready.sheet) && <LeaveOut of="bar" />}
        </>
      )}
    </div>
  );
}

function Head({ record }: { readonly record: Recorded }): JSX.Element {
  const text = dataText.value;
  const { kind, shape, spec, fingerprint } = record;
  const count = wholeNumber(record.count);
  const [channels = 1, height = 1, width = 1] = shape;
  return (
    <header class="data-head">
      <h1>{text.title}</h1>
      <p>
        <code>{spec}</code>
      </p>
      <p class="quiet">
        {kind === "images"
          ? text.images({ count, size: `${width} × ${height}`, channels: channelsText(channels) })
          : text.points({ count, dimensions: channels })}
        {" · "}
        <span title={fingerprint}>{text.fingerprint({ fingerprint: fingerprint.slice(0, 12) })}</span>
      </p>
    </header>
  );
}

/** Why there is no more than what the run recorded, or not yet. */
function State({ looked, openable }: { readonly looked: LookedData; readonly openable: boolean }): JSX.Element {
  const text = dataText.value;
  if (!openable) return <p class="notice">{text.unavailable}</p>;
  if (looked !== null && "failed" in looked) return <Problem error={looked.failed} />;
  if (looked === null || looked.state === "reading" || looked.state === "ready") {
    return (
      <p class="quiet" role="status" aria-busy="true">
        {readingText(looked)}
      </p>
    );
  }
  const { state, problem } = looked;
  return (
    <>
      {problem !== undefined && <Problem error={{ code: problem.code, message: problem.sentence[spoken.value] }} />}
      <p class="notice">{text.states[state]}</p>
    </>
  );
}

function readingText(reply: DataReply | null): string {
  const { done, total } = reply?.progress ?? {};
  if (done === undefined || total === null || total === undefined) return dataText.value.reading;
  return dataText.value.decoding({ done: wholeNumber(done), total: wholeNumber(total) });
}

/** What stands in the run's folder. */
function AsRecorded({ record }: { readonly record: Recorded }): JSX.Element {
  const run = useRun();
  const text = dataText.value;
  const problems = (record.problems ?? []).map((sentence) => ({ sentence, code: "" }));
  return (
    <div class="data-recorded">
      {run.detail.value?.reals === true && (
        <figure>
          <img class="pixels" src={run.fileUrl("reals.png")} alt={text.reals} />
          <figcaption class="quiet">{text.reals}</figcaption>
        </figure>
      )}
      <div>
        {record.classes !== undefined && (
          <section>
            <h2>{text.classes}</h2>
            <p>{record.classes.join(", ")}</p>
          </section>
        )}
        <Findings title={text.findings} findings={problems} />
      </div>
    </div>
  );
}

function Ready(shown: ShownData): JSX.Element {
  const { reply, sheet } = shown;
  const text = dataText.value;
  const images = reply.record.kind === "images";
  return (
    <div class="data-main">
      <div class="data-items">
        {images ? (
          <section>
            <h2>{text.contact}</h2>
            <p class="quiet">{sheet.classes === null ? text.contactHow : text.contactClasses}</p>
            <ItemCells {...shown} items={sheet.contact} label={text.contact} />
            {isFolder(sheet) && <LeaveOut of="others" shown={shown} Cells={ItemCells} />}
          </section>
        ) : (
          <Scatter points={sheet.points} />
        )}
        {images && <AugmentPanel {...shown} />}
        <DuplicateGroups {...shown} />
      </div>
      <div class="data-facts">
        <Sources sheet={sheet}>{sheet.oblong.length > 0 && <Cropping {...shown} />}</Sources>
        <Classes sheet={sheet} />
        <Values sheet={sheet} kind={reply.record.kind} />
        <Attributes sheet={sheet} />
        <Findings title={text.findings} findings={sheet.problems} />
        {sheet.notes.length > 0 && <Findings title={text.notes} findings={sheet.notes} />}
        <ChangeHow reply={reply} />
      </div>
    </div>
  );
}
