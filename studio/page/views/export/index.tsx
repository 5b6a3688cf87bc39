/** @file Export: the run's generator to take along, compared with the engine, with programs that use it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { shellWord } from "../../../api/command-line.ts";
import type { ExportInfo, RunDetail } from "../../../api/index.ts";
import { exportText } from "../../messages/texts.ts";
import { CopyBlock } from "../../parts/copy-block.tsx";
import { partOnUse } from "../../parts/part-on-use.tsx";
import { Problem } from "../../parts/problem.tsx";
import type { Control, DataSource } from "../../source.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import "./export.css";
import { ExportList } from "./export-list.tsx";
import { MakeForm } from "./make-form.tsx";
import { ModelFacts } from "./model-facts.tsx";
import type { ReportMakerProps } from "./report/report-maker.tsx";
import { SnippetPanel } from "./snippet-panel.tsx";
import { type Exports, useExports } from "./use-exports.ts";
import { possibleFor, wishIn } from "./wish.ts";

export function View(): JSX.Element | null {
  const { source } = useStudio();
  const run = useRun();
  const detail = run.detail.value;
  const text = exportText.value;
  if (detail === null) return null;
  return (
    <div class="export">
      <header class="export-head">
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
      </header>
      {source.control === null ? (
        <Copied id={run.id} source={source} />
      ) : (
        <Exporting key={run.id} control={source.control} detail={detail} />
      )}
    </div>
  );
}

/** Of a copy: how it is used, and how the run itself is exported. */
function Copied({ id, source }: { readonly id: string; readonly source: DataSource }): JSX.Element {
  const generator = source.generator?.(id) ?? null;
  return (
    <>
      <div class="export-main">
        <p class="notice">{source.copy?.text.value.exporting}</p>
        <CopyBlock text={`gantry export ${shellWord(id)}`} />
      </div>
      {generator !== null && <Used info={generator} />}
    </>
  );
}

const Used = ({ info }: { readonly info: ExportInfo }): JSX.Element => (
  <aside>
    <SnippetPanel info={info} />
    <ModelFacts info={info} />
  </aside>
);

function Exporting({ control, detail }: { readonly control: Control; readonly detail: RunDetail }): JSX.Element {
  const { router } = useStudio();
  const { id } = detail.summary;
  const choose = (key: string): void => router.setQuery({ of: key });
  const exports = useExports(control, id, ({ key }) => choose(key));
  const { query } = router.route.value;
  const chosen = chosenOf(exports, query.of);
  const possible = possibleFor(detail);
  useCheckCommand(exports, chosen);
  if (exports.failed !== null && exports.list === null)
    return <Problem title={exportText.value.failed} error={exports.failed} />;
  return (
    <>
      <div class="export-main">
        <MakeForm id={id} wish={wishIn(query, possible)} possible={possible} exports={exports} />
        {exports.list === null ? (
          <p class="quiet" aria-busy="true">
            {exportText.value.reading}
          </p>
        ) : (
          <ExportList {...{ id, control, exports, chosen, choose }} />
        )}
        <Report {...{ control, detail }} />
      </div>
      {chosen !== null && <Used info={chosen} />}
    </>
  );
}

const ReportMaker = partOnUse<ReportMakerProps>(() =>
  import("./report/report-maker.tsx").then((made) => made.ReportMaker),
);

function Report(props: ReportMakerProps): JSX.Element {
  const [opened, setOpened] = useState(false);
  return (
    <details class="report-made" onToggle={() => setOpened(true)}>
      <summary>{exportText.value.report}</summary>
      {opened && <ReportMaker {...props} />}
    </details>
  );
}

/** The one of the address, else the newest that was exported, else what training left. */
function chosenOf({ list }: Exports, key: string | undefined): ExportInfo | null {
  const all = list?.exports ?? [];
  return all.find((info) => info.key === key) ?? all.find(({ asked }) => asked !== null) ?? all[0] ?? null;
}

function useCheckCommand(exports: Exports, chosen: ExportInfo | null): void {
  const { runs } = useStudio();
  useCommands(
    () => [
      {
        ...{ id: "export.check", group: "run", title: () => exportText.value.commands.check },
        enabled: () => chosen !== null && chosen.model !== null && !runs.readonly.value,
        run: () => chosen !== null && exports.check(chosen.key),
      },
    ],
    [chosen?.key, exports],
  );
}
