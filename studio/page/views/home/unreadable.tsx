/** @file Folders that should be runs and are not: what is wrong with each. */
import type { JSX } from "preact";
import { runsText, spoken } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { useStudio } from "../../state/studio.ts";
import { linkOf } from "./focus-back.ts";
import { TrashButton } from "./trash-button.tsx";

/** A link out of the folder: nothing there is touched. */
const LINK_OUT = "E614";

/** @param props `trash` is null where nothing can be changed */
export function Unreadable({ trash }: { readonly trash: ((id: string) => void) | null }): JSX.Element | null {
  const problems = useStudio().runs.problems.value;
  if (problems.length === 0) return null;
  return (
    <details class="unreadable" open={problems.length < 4}>
      <summary>
        <Icon name="warning" />
        {runsText.value.problems({ count: problems.length })}
      </summary>
      <ul>
        {problems.map(({ id, error }) => (
          <li key={id}>
            <b id={linkOf(id)} tabIndex={-1}>
              {id}
            </b>{" "}
            {error.sentence[spoken.value]} <code class="code">{error.code}</code>
            {trash !== null && error.code !== LINK_OUT && <TrashButton id={id} trash={() => trash(id)} />}
          </li>
        ))}
      </ul>
    </details>
  );
}
