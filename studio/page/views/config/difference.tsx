/** @file This run's values beside another's, those that differ. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { RunDetail } from "../../../api/index.ts";
import { configText } from "../../messages/texts.ts";
import type { Config } from "../../parts/config-diff.ts";
import { DifferenceTable } from "../../parts/difference-table.tsx";
import { Problem } from "../../parts/problem.tsx";
import { SourceError } from "../../source.ts";
import { useStudio } from "../../state/studio.ts";

export interface DifferenceProps {
  readonly id: string;
  readonly config: Config;
}

export function Difference({ id, config }: DifferenceProps): JSX.Element | null {
  const { router, runs } = useStudio();
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
      {against !== "" && <Against id={id} config={config} other={against} />}
    </section>
  );
}

type Read = RunDetail | SourceError | null;

/** Another run than the one that is open, as it was when it was asked for. */
function useDetail(id: string): Read {
  const { source } = useStudio();
  const [read, setRead] = useState<Read>(null);
  useEffect(() => {
    let wanted = true;
    const take = (next: Read): void => {
      if (wanted) setRead(next);
    };
    take(null);
    source
      .run(id)
      .then(take, (error: unknown) =>
        take(error instanceof SourceError ? error : new SourceError("page", String(error))),
      );
    return () => {
      wanted = false;
    };
  }, [source, id]);
  return read;
}

function Against({ id, config, other }: DifferenceProps & { readonly other: string }): JSX.Element | null {
  const read = useDetail(other);
  if (read === null) return null;
  if (read instanceof SourceError) {
    return <Problem title={configText.value.against.failed({ run: other })} error={read} />;
  }
  const runs = [
    { id, config },
    { id: other, config: read.record.config },
  ];
  return <DifferenceTable runs={runs} />;
}
