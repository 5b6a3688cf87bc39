/** @file What is odd about the data: duplicates, files that were left out and why, and how to change it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DataFinding, DataReply } from "../../../api/index.ts";
import { dataText } from "../../messages/texts.ts";
import { CopyBlock } from "../../parts/copy-block.tsx";
import { wholeNumber } from "../../parts/numbers.ts";
import { useRun } from "../../state/studio.ts";
import { dataCommand } from "./data-command.ts";
import { ItemCells, type ShownData } from "./item-cells.tsx";
import { isFolder, LeaveOut } from "./leave-out.ts";

const SHOWN = 8;

/** Of an image that cannot be used, whose file may be left out. */
const SKIPPED = /^W30[123]$/;

interface FindingsProps {
  readonly title: string;
  readonly findings: readonly Pick<DataFinding, "sentence" | "code" | "file">[];
}

export function Findings({ title, findings }: FindingsProps): JSX.Element {
  const [all, setAll] = useState(false);
  const text = dataText.value;
  const shown = all ? findings : findings.slice(0, SHOWN);
  return (
    <section class="findings">
      <h2>{title}</h2>
      {findings.length === 0 && <p class="quiet">{text.noFindings}</p>}
      <ul>
        {shown.map(({ sentence, code, file = "" }) => (
          <li key={`${code} ${file} ${sentence}`}>
            {sentence} {code !== "" && <code class="code">{code}</code>}
            {SKIPPED.test(code) && <LeaveOut of="file" file={file} />}
          </li>
        ))}
      </ul>
      {findings.length > shown.length && (
        <p>
          {text.more({ count: wholeNumber(findings.length - shown.length) })}{" "}
          <button type="button" onClick={() => setAll(true)}>
            {text.all}
          </button>
        </p>
      )}
    </section>
  );
}

const GROUPS = 6;

export function DuplicateGroups(shown: ShownData): JSX.Element {
  const text = dataText.value;
  const { count, groups } = shown.sheet.duplicates;
  const pictures = shown.reply.record.kind === "images";
  const listed = groups.slice(0, GROUPS);
  return (
    <section class="duplicates">
      <h2>{text.duplicates}</h2>
      <p class="quiet">
        {count === 0
          ? text.noDuplicates
          : text.duplicateCount({ count: wholeNumber(count), groups: wholeNumber(listed.length) })}
      </p>
      {pictures &&
        listed.map((items) => (
          <ItemCells key={items[0]} {...shown} items={items.slice(0, 8)} label={text.duplicates} />
        ))}
      {isFolder(shown.sheet) && <LeaveOut of="twins" shown={shown} Cells={ItemCells} drawn={GROUPS} />}
    </section>
  );
}

export function ChangeHow({ reply }: { readonly reply: DataReply }): JSX.Element {
  const { change } = dataText.value;
  const config = useRun().detail.value?.record.config ?? {};
  return (
    <section class="change-how">
      <h2>{change.title}</h2>
      <p class="quiet">{change.how}</p>
      <p class="quiet">{change.look}</p>
      <CopyBlock text={dataCommand(reply.record.spec, config)} />
    </section>
  );
}
