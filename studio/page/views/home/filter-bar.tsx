/** @file The filter over the list; it stands in the address. */
import type { JSX } from "preact";
import { runsText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { FIELDS } from "../../state/run-filter.ts";
import { useStudio } from "../../state/studio.ts";

export function FilterBar(): JSX.Element {
  const { router } = useStudio();
  const text = runsText.value;
  return (
    <search class="filter-bar">
      <label>
        <Icon name="search" />
        <span class="hidden-text">{text.filter}</span>
        <input
          id="runs-filter"
          type="search"
          placeholder={text.filterExample}
          value={router.route.value.query.filter ?? ""}
          onInput={({ currentTarget: { value } }) => router.setQuery({ filter: value === "" ? null : value })}
          onKeyDown={({ key, currentTarget }) => key === "Escape" && currentTarget.blur()}
        />
      </label>
      <details>
        <summary>{text.filterHelp}</summary>
        <p>{text.filterHow({ fields: FIELDS.join(" ") })}</p>
      </details>
    </search>
  );
}
