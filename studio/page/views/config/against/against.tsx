/** @file This run's values beside another's, those that differ. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { RunDetail } from "../../../../api/index.ts";
import { configText } from "../../../messages/texts.ts";
import { DifferenceTable, type DifferingRun } from "../../../parts/difference-table.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { asSourceError, SourceError } from "../../../source.ts";
import { useStudio } from "../../../state/studio.ts";

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
    source.run(id).then(take, (error: unknown) => take(asSourceError(error)));
    return () => {
      wanted = false;
    };
  }, [source, id]);
  return read;
}

export interface AgainstProps {
  readonly run: DifferingRun;
  readonly other: string;
}

export function Against({ run, other }: AgainstProps): JSX.Element | null {
  const read = useDetail(other);
  if (read === null) return null;
  if (read instanceof SourceError) {
    return <Problem title={configText.value.against.failed({ run: other })} error={read} />;
  }
  return <DifferenceTable runs={[run, { id: other, config: read.record.config, events: read.events }]} />;
}
