/** @file The configuration as something to type, to program with, or to keep in a file. */
import type { RunRecord } from "gantry/store";
import type { JSX } from "preact";
import { configText } from "../../messages/texts.ts";
import type { Change } from "../../parts/config-changes.ts";
import { CopyBlock } from "../../parts/copy-block.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Segments } from "../../parts/segments.tsx";
import { useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { loadView } from "../registry.ts";
import { wordsOf } from "./changes-list.tsx";
import { atHand, FORMATS, type Format, newRunQuery, textAs } from "./config-texts.ts";

export interface TakeAlongProps {
  readonly record: RunRecord;
  readonly changes: readonly Change[];
}

export function TakeAlong({ record, changes }: TakeAlongProps): JSX.Element {
  const { router } = useStudio();
  const text = configText.value.take;
  const { as, every = "" } = router.route.value.query;
  const chosen = FORMATS.find((known) => known === as) ?? "command";
  const content = textAs(chosen, record, every === "1");
  const options = FORMATS.map((value) => ({ value, text: text.formats[value] }));
  const choose = (format: Format): void => router.setQuery({ as: format === "command" ? null : format });
  return (
    <section class="take-along">
      <h2>{text.title}</h2>
      <Segments label={text.title} quiet options={options} value={chosen} onChange={choose} />
      {content === null && <p class="quiet">{text.impossible}</p>}
      <CopyBlock
        label={text.formats[content === null ? "typescript" : chosen]}
        text={content ?? textAs("typescript", record, every === "1") ?? ""}
      />
      <Note record={record} format={content === null ? "typescript" : chosen} />
      <LeftOut changes={changes} />
      <label class="every">
        <input
          type="checkbox"
          checked={every === "1"}
          onChange={({ currentTarget }) => router.setQuery({ every: currentTarget.checked ? "1" : null })}
        />
        {text.every}
      </label>
      <WithChanges record={record} />
    </section>
  );
}

function Note({ record, format }: { readonly record: RunRecord; readonly format: Format }): JSX.Element {
  const text = configText.value.take;
  const missing = atHand(record);
  const names = (["data", "recipe"] as const).filter((name) => missing[name]);
  if (names.length > 0 && format === "typescript") return <p class="quiet">{text.handed({ names })}</p>;
  return <p class="quiet">{format === "json" ? text.file : text.again}</p>;
}

/** What a configuration cannot say: it has one value a key, the one that training began with. */
function LeftOut({ changes }: Pick<TakeAlongProps, "changes">): JSX.Element | null {
  const left = changes.filter(({ kind }) => kind === "set" || kind === "rollback");
  if (left.length === 0) return null;
  return <p>{configText.value.take.left({ what: left.map(wordsOf) })}</p>;
}

/** To the form of a new run, filled in with this one's values. */
function WithChanges({ record }: { readonly record: RunRecord }): JSX.Element | null {
  const { router, runs } = useStudio();
  const possible = !runs.readonly.value && loadView("new") !== undefined && !atHand(record).data;
  const query = newRunQuery(record);
  useCommands(
    () => [
      {
        ...{ id: "config.withChanges", group: "go", title: () => configText.value.commands.withChanges },
        enabled: () => possible,
        run: () => router.go({ page: "new" }, query),
      },
    ],
    [possible, record],
  );
  if (!possible) return null;
  return (
    <a class="button" href={router.href({ page: "new" }, query)}>
      <Icon name="newRun" />
      {configText.value.take.withChanges}
    </a>
  );
}
