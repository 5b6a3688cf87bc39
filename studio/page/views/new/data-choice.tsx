/** @file What to learn from: a set by its name, or a path on this computer. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { SchemaReply } from "../../../api/index.ts";
import { newText } from "../../messages/texts.ts";
import type { SourceError } from "../../source.ts";
import { Card } from "./card.tsx";
import type { FormContext } from "./field.tsx";

export function DataChoice({ schema, texts, set, fault }: FormContext & { readonly schema: SchemaReply }): JSX.Element {
  const text = newText.value.data;
  const data = texts.data ?? "";
  const isNamed = schema.data.some(({ name }) => name === data);
  const [own, setOwn] = useState(data !== "" && !isNamed);
  const path = own && !isNamed;
  const wrong = fault("data");
  const choosePath = (): void => {
    setOwn(true);
    if (isNamed) set("data", "");
  };
  return (
    <fieldset class="field-group">
      <legend>{text.title}</legend>
      <div class="own-path">
        <Card group="data" checked={path} choose={choosePath} name={text.path} summary={text.pathHow} />
        {path && <PathField path={data} set={(next) => set("data", next)} wrong={wrong !== null} />}
        {path && <Wrong error={wrong} />}
      </div>
      <div class="cards">
        {schema.data.map(({ name, summary }) => (
          <Card
            key={name}
            group="data"
            checked={data === name}
            choose={() => {
              setOwn(false);
              set("data", name);
            }}
            name={name}
            summary={summary}
          />
        ))}
      </div>
      {!path && <Wrong error={wrong} />}
    </fieldset>
  );
}

function Wrong({ error }: { readonly error: SourceError | null }): JSX.Element | null {
  if (error === null) return null;
  return (
    <p class="wrong" id="new-data-wrong" role="alert">
      {error.message}
    </p>
  );
}

interface PathFieldProps {
  readonly path: string;
  readonly set: (path: string) => void;
  readonly wrong: boolean;
}

function PathField({ path, set, wrong }: PathFieldProps): JSX.Element {
  const id = useId();
  const text = newText.value.data;
  return (
    <div class="path-field">
      <label for={id}>{text.pathLabel}</label>
      <input
        id={id}
        type="text"
        spellcheck={false}
        autocomplete="off"
        placeholder={text.pathExample}
        value={path}
        aria-invalid={wrong}
        aria-describedby={wrong ? "new-data-wrong" : undefined}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </div>
  );
}
