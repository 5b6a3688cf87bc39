/** @file What a model says of itself, and where it lies. */
import type { JSX } from "preact";
import type { ExportInfo, ValueInfo } from "../../../api/index.ts";
import { exportText } from "../../messages/texts.ts";
import { CopyBlock } from "../../parts/copy-block.tsx";
import { sizeText } from "../../parts/numbers.ts";

export function ModelFacts({ info }: { readonly info: ExportInfo }): JSX.Element {
  const text = exportText.value.model;
  const { model, files, folder, asked } = info;
  const values = (list: readonly ValueInfo[]): string =>
    list.map(({ name, type, shape }) => `${name}: ${type} [${shape.join(", ")}]`).join("\n");
  return (
    <section class="model-facts" aria-label={text.title}>
      <h2>{text.title}</h2>
      {model === null ? (
        <p class="quiet">{text.unreadable}</p>
      ) : (
        <dl>
          <Fact name={text.inputs} value={values(model.inputs)} />
          <Fact name={text.outputs} value={values(model.outputs)} />
          <Fact name={text.opset} value={String(model.opset)} />
          {Object.entries(model.metadata).map(([name, value]) => (
            <Fact key={name} name={name} value={value} code />
          ))}
        </dl>
      )}
      {asked?.target === "web" && (
        <ul class="export-files">
          {Object.entries(files).map(([file, size]) => (
            <li key={file}>
              <code>{file}</code> <span class="quiet">{sizeText(size)}</span>
            </li>
          ))}
        </ul>
      )}
      {asked?.target === "web" && <p class="quiet">{exportText.value.list.openHow}</p>}
      {folder !== "" && (
        <>
          <h3>{text.folder}</h3>
          <CopyBlock label={text.folder} text={folder} />
        </>
      )}
    </section>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  /** The name is the file's own word. */
  readonly code?: boolean;
}

const Fact = ({ name, value, code = false }: FactProps): JSX.Element => (
  <div>
    <dt>{code ? <code>{name}</code> : name}</dt>
    <dd>{code ? value : <code>{value}</code>}</dd>
  </div>
);
