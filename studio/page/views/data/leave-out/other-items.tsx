/** @file All items in their order, a page at a time: those too that the contact sheet has no room for. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type DataItems, ITEMS_A_PAGE } from "../../../../api/index.ts";
import { wholeNumber } from "../../../parts/numbers.ts";
import { Problem } from "../../../parts/problem.tsx";
import { asSourceError, SourceError } from "../../../source.ts";
import { useStudio } from "../../../state/studio.ts";
import { useCommands } from "../../../state/use-commands.ts";
import type { MoreItems } from "./leave-out.tsx";
import { leaveOutText } from "./leave-out-text.ts";

/** Where the page begins stands in the address: `items=128`. Nothing where the contact sheet has all of them. */
export function OtherItems({ shown, Cells }: MoreItems): JSX.Element | null {
  const { count, contact } = shown.sheet;
  const { from, previous, next } = usePlaces(count);
  const text = leaveOutText.value;
  if (count <= contact.length) return null;
  const all = wholeNumber(count);
  return (
    <>
      <div class="other-items">
        <span role="status">
          {from === null
            ? text.some({ shown: wholeNumber(contact.length), count: all })
            : text.page({ first: wholeNumber(from), last: wholeNumber(lastOf(from, count)), count: all })}
        </span>{" "}
        <button type="button" aria-disabled={previous === null} onClick={() => previous?.()}>
          {text.previous}
        </button>{" "}
        <button type="button" aria-disabled={next === null} onClick={() => next?.()}>
          {text.next}
        </button>
      </div>
      {from !== null && <Page shown={shown} Cells={Cells} from={from} />}
    </>
  );
}

const lastOf = (from: number, count: number): number => Math.min(from + ITEMS_A_PAGE, count) - 1;

interface Places {
  /** Null: no page is open. */
  readonly from: number | null;
  /** Null: there is none. */
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}

function usePlaces(count: number): Places {
  const { router } = useStudio();
  const asked = Number(router.route.value.query.items ?? Number.NaN);
  const from = Number.isSafeInteger(asked) && asked >= 0 && asked < count ? asked : null;
  const go = (to: number | null) => (): void => router.setQuery({ items: to === null ? null : String(to) });
  const last = from !== null && from + ITEMS_A_PAGE >= count;
  const previous = from === null ? null : go(from === 0 ? null : Math.max(0, from - ITEMS_A_PAGE));
  const next = last ? null : go(from === null ? 0 : from + ITEMS_A_PAGE);
  useCommands(
    () =>
      (["previous", "next"] as const).map((way) => {
        const move = { previous, next }[way];
        return {
          ...{ id: `data.${way}`, group: "look", title: () => leaveOutText.value.commands[way] },
          enabled: () => move !== null,
          run: () => move?.(),
        };
      }),
    [from, count],
  );
  return { from, previous, next };
}

function Page({ from, shown, Cells }: MoreItems & { readonly from: number }): JSX.Element | null {
  const { id, source, sheet } = shown;
  const [read, setRead] = useState<{ readonly from: number; readonly told: DataItems | SourceError } | null>(null);
  useEffect(() => {
    let asked = true;
    const take = (told: DataItems | SourceError): void => {
      if (asked) setRead({ from, told });
    };
    source.items(id, from).then(take, (error: unknown) => take(asSourceError(error)));
    return () => {
      asked = false;
    };
  }, [source, id, from]);
  if (read === null) return null;
  const { from: first, told } = read;
  if (told instanceof SourceError) return <Problem error={told} />;
  const items = told.items.map((_, i) => first + i);
  const known = Object.fromEntries(told.items.map((item, i) => [first + i, item]));
  const label = leaveOutText.value.page({
    ...{ first: wholeNumber(first), last: wholeNumber(lastOf(first, sheet.count)) },
    count: wholeNumber(sheet.count),
  });
  return <Cells {...shown} sheet={{ ...sheet, items: { ...sheet.items, ...known } }} items={items} label={label} />;
}
