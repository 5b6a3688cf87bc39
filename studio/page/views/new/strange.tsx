/** @file Values that came along, from a link or from another recipe, and that this recipe has no setting for. */
import type { JSX } from "preact";
import { newText } from "../../messages/texts.ts";
import type { FormContext } from "./field.tsx";

export interface StrangeProps extends FormContext {
  readonly keys: readonly string[];
  readonly recipe: string;
}

export function Strange({ keys, recipe, texts, set }: StrangeProps): JSX.Element | null {
  const text = newText.value;
  if (keys.length === 0) return null;
  return (
    <section class="strange">
      <p>{text.strange({ recipe })}</p>
      <ul>
        {keys.map((key) => (
          <li key={key}>
            <code>
              {key}={texts[key]}
            </code>
            <button type="button" onClick={() => set(key, "")} aria-label={text.removeOf({ key })}>
              {text.remove}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
