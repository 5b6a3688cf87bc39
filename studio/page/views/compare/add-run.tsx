/** @file One more run to compare. */
import type { JSX } from "preact";
import { compareText } from "../../messages/texts.ts";
import { useStudio } from "../../state/studio.ts";
import type { CompareProps } from "./compare-query.ts";

export function AddRun({ options, change }: CompareProps): JSX.Element | null {
  const { runs } = useStudio();
  const text = compareText.value;
  const others = (runs.ids.value ?? []).filter((id) => !options.runs.includes(id));
  if (others.length === 0) return null;
  return (
    <label class="add-run">
      {text.add}
      <select value="" onChange={({ currentTarget }) => change({ runs: [...options.runs, currentTarget.value] })}>
        <option value="">{text.choose}</option>
        {others.map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
    </label>
  );
}
