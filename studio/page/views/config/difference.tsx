/** @file The choice of another run, to see what differs. */
import type { JSX } from "preact";
import { configText } from "../../messages/texts.ts";
import type { DifferingRun } from "../../parts/difference-table.tsx";
import { partOnUse } from "../../parts/part-on-use.tsx";
import { useStudio } from "../../state/studio.ts";
import type { AgainstProps } from "./against/against.tsx";

const Against = partOnUse<AgainstProps>(() => import("./against/against.tsx").then((module) => module.Against));

export function Difference(run: DifferingRun): JSX.Element | null {
  const { router, runs } = useStudio();
  const { id } = run;
  const others = (runs.ids.value ?? []).filter((other) => other !== id);
  const { against = "" } = router.route.value.query;
  const text = configText.value.against;
  if (others.length === 0 && against === "") return null;
  const known = against === "" || others.includes(against) ? others : [against, ...others];
  const choose = (other: string): void => router.setQuery({ against: other || null });
  return (
    <section class="difference" aria-label={text.title}>
      <label class="against">
        {text.label}
        <select value={against} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          <option value="">{text.nobody}</option>
          {known.map((other) => (
            <option key={other} value={other}>
              {other}
            </option>
          ))}
        </select>
      </label>
      {against !== "" && <Against run={run} other={against} />}
    </section>
  );
}
