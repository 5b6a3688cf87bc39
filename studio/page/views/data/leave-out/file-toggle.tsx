/** @file Marks a file, or takes the mark back. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { leaveOutText } from "./leave-out-text.ts";
import { canBeMarked, useMarks } from "./marks.ts";

export function FileToggle({ file }: { readonly file: string }): JSX.Element {
  const { files, mark, unmark } = useMarks();
  const text = leaveOutText.value;
  const why = useId();
  const possible = canBeMarked(file);
  return (
    <div class="file-toggle">
      <label>
        <input
          type="checkbox"
          data-first
          checked={files.includes(file)}
          disabled={!possible}
          aria-describedby={possible ? undefined : why}
          onChange={({ currentTarget }) => (currentTarget.checked ? mark : unmark)([file])}
        />
        {text.mark} <span class="hidden-text">{file}</span>
      </label>
      {!possible && (
        <p id={why} class="quiet small-text">
          {text.cannot}
        </p>
      )}
    </div>
  );
}
