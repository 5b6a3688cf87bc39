/** @file A field of the form, as its type has it: what it is for, what holds if nothing is said, what is wrong. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { FieldInfo, PlanReply } from "../../../api/index.ts";
import { newText, valueExpectation } from "../../messages/texts.ts";
import { valueText } from "../../parts/config-value.ts";
import type { SourceError } from "../../source.ts";
import { groupOf } from "../config/config-rows.ts";
import { MOST_USED, parsed, type Texts } from "./form-values.ts";

/** What every part of the form needs. */
export interface FormContext {
  readonly texts: Texts;
  /** An empty text takes the key out. */
  readonly set: (key: string, text: string) => void;
  readonly plan: PlanReply | null;
  /** One is awaited. */
  readonly planning: boolean;
  /** What the server said of a field. */
  readonly fault: (key: string) => SourceError | null;
}

export interface FieldProps extends FormContext {
  readonly field: FieldInfo;
}

export function Field(props: FieldProps): JSX.Element {
  const { field, texts, set } = props;
  const id = useId();
  const text = texts[field.key] ?? "";
  const wrong = sentenceOf(props);
  return (
    <div class={text === "" ? "field" : "field given"} aria-busy={props.planning && awaits(props)}>
      <label for={id}>
        <code>{field.key}</code>
      </label>
      <div class="field-input">
        <Input {...props} id={id} wrong={wrong !== null} />
        {text !== "" && (
          <button
            type="button"
            class="plain"
            onClick={() => set(field.key, "")}
            aria-label={newText.value.resetOf({ key: field.key })}
            title={newText.value.reset}
          >
            ×
          </button>
        )}
      </div>
      <small id={`${id}-help`}>{field.help}</small>
      {wrong !== null && (
        <p class="wrong" id={`${id}-wrong`} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** What is wrong with what stands in the field; the server's sentence where it passes here. */
function sentenceOf({ field: { key, type }, texts, fault }: FieldProps): string | null {
  const text = texts[key] ?? "";
  if (text !== "" && parsed(type, text) === null) {
    return newText.value.invalid({ expected: valueExpectation.value(type), got: text });
  }
  return fault(key)?.message ?? null;
}

interface InputProps extends FieldProps {
  readonly id: string;
  readonly wrong: boolean;
}

function Input(props: InputProps): JSX.Element {
  const { field, texts, set, id, wrong } = props;
  const { key, type } = field;
  const said = { id, "aria-invalid": wrong, "aria-describedby": wrong ? `${id}-wrong ${id}-help` : `${id}-help` };
  const value = texts[key] ?? "";
  if (type.kind === "choice" || type.kind === "switch") {
    const options = type.kind === "choice" ? type.choices : ["true", "false"];
    const unknown = value !== "" && !options.includes(value) ? [value] : [];
    return (
      <select {...said} value={value} onChange={({ currentTarget }) => set(key, currentTarget.value)}>
        <option value="">{initialOf(props) || newText.value.automatic}</option>
        {[...unknown, ...options].map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...said}
      type="text"
      inputMode={type.kind === "number" ? "decimal" : type.kind === "integer" ? "numeric" : "text"}
      spellcheck={false}
      autocomplete="off"
      placeholder={initialOf(props)}
      value={value}
      onInput={({ currentTarget }) => set(key, currentTarget.value)}
    />
  );
}

/** A recipe has other values for other data, so without a plan nobody knows what holds if nothing is said. */
const awaits = ({ field: { key }, texts, plan }: FieldProps): boolean =>
  plan === null && texts[key] === undefined && groupOf(key) === "recipe";

/** What holds if nothing is said: as the plan found it, else the field's own default. */
function initialOf(props: FieldProps): string {
  const { field, texts, plan } = props;
  if (awaits(props)) return newText.value.recipe.automatic;
  const planned = texts[field.key] === undefined ? plan?.config[field.key]?.value : undefined;
  return valueText((planned ?? field.default) as Parameters<typeof valueText>[0]) ?? "";
}

export function MostUsed({ fields, ...context }: FormContext & { readonly fields: readonly FieldInfo[] }): JSX.Element {
  const shown = MOST_USED.flatMap((key) => fields.filter((field) => field.key === key && isOf(field, context.plan)));
  return (
    <fieldset class="field-group">
      <legend>{newText.value.mostUsed}</legend>
      <div class="fields">
        {shown.map((field) => (
          <Field key={field.key} field={field} {...context} />
        ))}
      </div>
    </fieldset>
  );
}

/** Fields of images are not shown when the data are known to be points. */
export const isOf = ({ image }: FieldInfo, plan: PlanReply | null): boolean =>
  image !== true || plan === null || plan.data.shape.length === 3;
