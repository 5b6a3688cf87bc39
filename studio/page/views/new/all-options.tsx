/** @file Everything that can be set, folded, in groups, with a search. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { FieldInfo } from "../../../api/index.ts";
import { configText, newText } from "../../messages/texts.ts";
import { useCommands } from "../../state/use-commands.ts";
import { GROUPS, groupOf } from "../config/config-rows.ts";
import { Field, type FormContext, isOf } from "./field.tsx";
import { MOST_USED } from "./form-values.ts";

export function AllOptions({
  fields,
  ...context
}: FormContext & { readonly fields: readonly FieldInfo[] }): JSX.Element {
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const text = newText.value.options;
  useSearchCommand(() => setOpen(true));
  const others = fields.filter((field) => !MOST_USED.some((key) => key === field.key) && isOf(field, context.plan));
  const given = others.filter(({ key }) => context.texts[key] !== undefined).length;
  const faulty = others.some(({ key }) => context.fault(key) !== null);
  const words = query.toLowerCase().split(/\s+/);
  const found = others.filter(({ key, flag, help }) => {
    const said = `${key} ${flag} ${help}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
  const isOpen = open || faulty;
  return (
    <details class="all-options" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{text.title({ count: others.length, given })}</summary>
      {isOpen && (
        <>
          <label class="options-search">
            <span class="hidden-text">{text.search}</span>
            <input
              id="new-search"
              form="" // Enter here starts nothing
              type="search"
              placeholder={text.search}
              value={query}
              onInput={({ currentTarget }) => setQuery(currentTarget.value)}
            />
          </label>
          {found.length === 0 && <p class="quiet">{text.none}</p>}
          {GROUPS.map((group) => (
            <OptionGroup
              key={group}
              title={configText.value.groups[group]}
              fields={found.filter(({ key }) => groupOf(key) === group)}
              {...context}
            />
          ))}
        </>
      )}
    </details>
  );
}

interface OptionGroupProps extends FormContext {
  readonly title: string;
  readonly fields: readonly FieldInfo[];
}

function OptionGroup({ title, fields, ...context }: OptionGroupProps): JSX.Element | null {
  if (fields.length === 0) return null;
  return (
    <fieldset class="field-group">
      <legend>{title}</legend>
      <div class="fields">
        {fields.map((field) => (
          <Field key={field.key} field={field} {...context} />
        ))}
      </div>
    </fieldset>
  );
}

function useSearchCommand(open: () => void): void {
  useCommands(() => [
    {
      ...{ id: "new.search", group: "look", keys: ["/"], title: () => newText.value.options.search },
      run: () => {
        open();
        requestAnimationFrame(() => document.getElementById("new-search")?.focus());
      },
    },
  ]);
}
