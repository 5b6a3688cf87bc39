/** @file New run: a form made of the server's schema, and beside it what would come of it. */
import type { JSX } from "preact";
import type { SchemaReply } from "../../../api/index.ts";
import { newText } from "../../messages/texts.ts";
import { Problem } from "../../parts/problem.tsx";
import { type Control, SourceError } from "../../source.ts";
import { useSchema } from "../../state/schema.ts";
import { useStudio } from "../../state/studio.ts";
import "./new.css";
import { NewRunForm } from "./new-run-form.tsx";

export function View(): JSX.Element {
  const { source, runs } = useStudio();
  const schema = useSchema(source);
  const text = newText.value;
  return (
    <div class="new-run">
      <h1>{text.title}</h1>
      {source.control === null || runs.readonly.value ? (
        <p class="notice">{source.copy?.text.value.studio ?? text.readonly}</p>
      ) : (
        <Form control={source.control} schema={schema} />
      )}
    </div>
  );
}

interface FormProps {
  readonly control: Control;
  readonly schema: SchemaReply | SourceError | null;
}

function Form({ control, schema }: FormProps): JSX.Element {
  const text = newText.value;
  if (schema instanceof SourceError) return <Problem title={text.noSchema} error={schema} />;
  if (schema === null) {
    return (
      <p class="quiet" aria-busy="true">
        {text.reading}
      </p>
    );
  }
  return <NewRunForm control={control} schema={schema} />;
}
