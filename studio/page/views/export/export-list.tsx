/** @file What there is: each with its files, how far it is from the engine, and what can be done with it. */
import type { JSX } from "preact";
import type { ExportInfo } from "../../../api/index.ts";
import { exportText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { sizeText, wholeNumber } from "../../parts/numbers.ts";
import type { Control } from "../../source.ts";
import { useStudio } from "../../state/studio.ts";
import { ParityText } from "./parity.tsx";
import type { Exports } from "./use-exports.ts";

export interface ExportListProps {
  readonly id: string;
  readonly control: Control;
  readonly exports: Exports;
  readonly chosen: ExportInfo | null;
  readonly choose: (key: string) => void;
}

export function ExportList({ id, control, exports, chosen, choose }: ExportListProps): JSX.Element {
  const text = exportText.value.list;
  const all = exports.list?.exports ?? [];
  return (
    <section class="export-list" aria-label={text.title}>
      <h2>{text.title}</h2>
      {all.length === 0 && <p class="quiet">{text.none}</p>}
      <ul>
        {all.map((info) => (
          <li key={info.key} class={info.key === chosen?.key ? "chosen" : undefined}>
            <label>
              <input
                type="radio"
                name="export-shown"
                checked={info.key === chosen?.key}
                onChange={() => choose(info.key)}
              />
              <span class="hidden-text">{text.choose({ what: nameOf(info) })}</span>
              <span>
                <b>{nameOf(info)}</b> <span class="quiet">{factsOf(info)}</span>
              </span>
            </label>
            <div class="where">
              <ParityText info={info} />
            </div>
            <Actions {...{ id, control, exports, info }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `Generator · float16 · live`, in the language spoken. */
function nameOf({ asked, model, files }: ExportInfo): string {
  const { form } = exportText.value;
  if (asked === null) {
    const target = model?.outputs[0]?.name === "logits" ? "classifier" : "generator";
    return `${form.targets[target]} · ${Object.keys(files)[0] ?? ""}`;
  }
  const numbers = asked.target === "web" ? [] : [form.numbersOf[asked.numbers]];
  const weights = asked.weights === "live" ? [form.weightsOf.live] : [];
  return [form.targets[asked.target], ...numbers, ...weights].join(" · ");
}

function factsOf({ asked, step, files }: ExportInfo): string {
  const text = exportText.value.list;
  const bytes = Object.values(files).reduce((sum, size) => sum + size, 0);
  return [
    ...(asked === null ? [text.trained] : []),
    ...(step === null ? [] : [text.at({ step: wholeNumber(step) })]),
    sizeText(bytes),
  ].join(" · ");
}

type ActionsProps = Pick<ExportListProps, "id" | "control" | "exports"> & { readonly info: ExportInfo };

function Actions({ id, control, exports, info }: ActionsProps): JSX.Element {
  const { runs } = useStudio();
  const text = exportText.value.list;
  const { key, asked } = info;
  const busy = exports.checking.includes(key);
  const label = busy ? text.comparing : info.parity === null ? text.checkFirst : text.check;
  return (
    <div class="export-actions">
      {asked?.target === "web" ? (
        <a class="button" href={control.exportPageUrl(id, key)} target="_blank" rel="noreferrer" title={text.openHow}>
          <Icon name="on" />
          {text.open}
        </a>
      ) : (
        <Download {...{ id, control, info }} />
      )}
      {!runs.readonly.value && info.model !== null && (
        <button
          type="button"
          aria-disabled={busy}
          onClick={() => !busy && exports.check(key)}
          aria-label={text.checkOf({ check: label, what: nameOf(info) })}
        >
          {label}
        </button>
      )}
    </div>
  );
}

function Download({ id, control, info }: Omit<ActionsProps, "exports">): JSX.Element | null {
  const { source } = useStudio();
  const text = exportText.value.list;
  const [file, size] = Object.entries(info.files)[0] ?? [];
  if (file === undefined || size === undefined) return null;
  const href = info.asked === null ? source.fileUrl(id, file) : control.exportUrl(id, info.key, file);
  return (
    <a class="button" href={href} download={file} aria-label={text.downloadOf({ file, size: sizeText(size) })}>
      <Icon name="download" />
      {text.download}
    </a>
  );
}
