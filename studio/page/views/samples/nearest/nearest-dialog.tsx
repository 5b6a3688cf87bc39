/** @file A cell beside the training images nearest to it, and whether it looks copied. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { NearestFound, NearestReply, NearItem, RunDetail } from "../../../../api/index.ts";
import { dataText, samplesText, spoken } from "../../../messages/texts.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { shortNumber, wholeNumber } from "../../../parts/numbers.ts";
import { Problem } from "../../../parts/problem.tsx";
import { SampleCellView } from "../../../parts/sample-cell-view.tsx";
import type { SamplePictures } from "../../../parts/sample-pictures.ts";
import { asSourceError, type CellQuery, type RunDataSource, type SourceError } from "../../../source.ts";
import { useStudio } from "../../../state/studio.ts";
import "./nearest.css";
import { nearestText } from "./nearest-text.ts";

export interface NearestProps {
  readonly detail: RunDetail;
  readonly source: RunDataSource;
  readonly pictures: SamplePictures;
  readonly asked: CellQuery;
  readonly onClose: () => void;
}

/** The longer side of the cell is about so long. */
const ENLARGED = 192;

export const NearestDialog = (props: NearestProps): JSX.Element => (
  <Dialog title={samplesText.value.chosen.nearest} onClose={props.onClose}>
    <Searched {...props} />
  </Dialog>
);

function Searched(props: NearestProps): JSX.Element {
  const text = nearestText.value;
  const { detail, pictures, asked } = props;
  const reply = useReply(props);
  const [, height = 1, width = 1] = detail.record.data.shape;
  const scale = Math.max(1, Math.floor(ENLARGED / Math.max(height, width)));
  const found = reply !== null && "found" in reply ? reply.found : undefined;
  return (
    <div class="nearest">
      <figure>
        <SampleCellView {...{ pictures, ...asked }} size={{ width: width * scale, height: height * scale }} />
        <figcaption>
          {text.cell({ cell: asked.cell, step: wholeNumber(asked.step) })}
          {detail.liveSamples && ` · ${samplesText.value.weights[asked.weights]}`}
        </figcaption>
      </figure>
      {found === undefined ? null : (
        <ol aria-label={text.list}>
          {found.items.map((item) => (
            <NearestItem key={item.index} {...props} item={item} />
          ))}
        </ol>
      )}
      <div class="nearest-said" role="status" aria-busy={reply === null}>
        {reply === null ? <p class="quiet">{text.searching}</p> : found && <Said found={found} />}
      </div>
      {reply === null || found !== undefined ? null : <NotThere id={detail.summary.id} reply={reply} />}
    </div>
  );
}

type Reply = NearestReply | { readonly failed: SourceError } | null;

/** Who asks for another cell, or goes, gives the search up. */
function useReply({ detail, source, asked }: NearestProps): Reply {
  const [reply, setReply] = useState<Reply>(null);
  const { id } = detail.summary;
  useEffect(() => {
    const leave = new AbortController();
    const say = (said: Reply): void => {
      if (!leave.signal.aborted) setReply(said);
    };
    setReply(null);
    source.nearest(id, asked, leave.signal).then(say, (error: unknown) => say({ failed: asSourceError(error) }));
    return () => leave.abort();
  }, [source, id, asked]);
  return reply;
}

/** Thousandths of a range of two. */
const distanceText = (distance: number): string => shortNumber(Math.round(distance * 1000) / 1000);

function NearestItem({ detail, source, item }: NearestProps & { readonly item: NearItem }): JSX.Element {
  const { classes, fingerprint } = detail.record.data;
  const { index, label, file = null, distance } = item;
  const name = label === undefined ? null : (classes?.[label] ?? String(label));
  const said = dataText.value.item({ index: wholeNumber(index), label: name, file });
  return (
    <li>
      <img class="pixelated" src={source.itemUrl(detail.summary.id, index, fingerprint)} alt={said} title={said} />
      <span>{distanceText(distance)}</span>
    </li>
  );
}

function Said({ found }: { readonly found: NearestFound }): JSX.Element {
  const text = nearestText.value;
  const { gap, looked, count, verdict } = found;
  const nearest = distanceText(found.items[0]?.distance ?? Number.NaN);
  return (
    <>
      <p>{gap === null ? text.only({ nearest }) : text.found({ nearest, gap: distanceText(gap) })}</p>
      <p>{verdict === null ? text.untold : <strong>{text.verdicts[verdict]}</strong>}</p>
      <p class="quiet small-text">
        {text.how} {looked < count && text.some({ looked: wholeNumber(looked), count: wholeNumber(count) })}
      </p>
    </>
  );
}

/** Why nothing could be compared with; what is known of the data all the same is in their view. */
function NotThere({ id, reply }: { readonly id: string; readonly reply: NonNullable<Reply> }): JSX.Element | null {
  const { router } = useStudio();
  if ("failed" in reply) return <Problem error={reply.failed} />;
  const { state, problem } = reply;
  if (state === "ready") return null;
  return (
    <div class="nearest-said">
      {problem !== undefined && <Problem error={{ code: problem.code, message: problem.sentence[spoken.value] }} />}
      <p>
        {dataText.value.states[state]}{" "}
        <a href={router.href({ page: "run", id, view: "data" })}>{dataText.value.title}</a>
      </p>
    </div>
  );
}
