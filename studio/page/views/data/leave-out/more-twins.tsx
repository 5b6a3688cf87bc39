/** @file The groups of twins that stand in no list before somebody asks for them. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { dataText } from "../../../messages/texts.ts";
import type { MoreItems } from "./leave-out.tsx";
import { leaveOutText } from "./leave-out-text.ts";

const MOST_OF_GROUP = 64;

/** @param props `drawn`: how many groups are in the list */
export function MoreTwins({ shown, Cells, drawn }: MoreItems & { readonly drawn: number }): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const others = shown.sheet.duplicates.groups.slice(drawn);
  if (others.length === 0) return null;
  const label = dataText.value.duplicates;
  return (
    <>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {leaveOutText.value.moreTwins({ groups: others.length })}
      </button>{" "}
      {open &&
        others.map((items) => <Cells key={items[0]} {...shown} items={items.slice(0, MOST_OF_GROUP)} label={label} />)}
    </>
  );
}
