/** @file Marks of each group of twins all but the first. */
import type { JSX } from "preact";
import type { DataSheetReply } from "../../../../api/index.ts";
import { leaveOutText } from "./leave-out-text.ts";
import { canBeMarked, useMarks } from "./marks.ts";

export function TwinsButton({ sheet }: { readonly sheet: DataSheetReply }): JSX.Element | null {
  const { files, mark } = useMarks();
  const twins = laterTwins(sheet).filter((file) => canBeMarked(file) && !files.includes(file));
  if (twins.length === 0) return null;
  return (
    <button type="button" onClick={() => mark(twins)}>
      {leaveOutText.value.twins({ count: twins.length })}
    </button>
  );
}

/** The files of the groups that are known, without the first of each. */
const laterTwins = ({ duplicates, items }: DataSheetReply): readonly string[] =>
  duplicates.groups.flatMap(([, ...later]) =>
    later.flatMap((index) => {
      const file = items[index]?.file;
      return file === undefined ? [] : [file];
    }),
  );
