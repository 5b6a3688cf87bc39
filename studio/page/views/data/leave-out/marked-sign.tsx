/** @file Lies over the picture of a file that is marked. */
import type { JSX } from "preact";
import { Icon } from "../../../parts/icon.tsx";
import { leaveOutText } from "./leave-out-text.ts";
import { useMarks } from "./marks.ts";

export function MarkedSign({ file }: { readonly file: string }): JSX.Element | null {
  const { files } = useMarks();
  if (!files.includes(file)) return null;
  return (
    <span class="marked-sign">
      <Icon name="bad" />
      <span class="hidden-text">{leaveOutText.value.sign}</span>
    </span>
  );
}
