/** @file One of a few, side by side: radio buttons that look like one switch. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import "./segments.css";

export interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** The label is for who does not see it. */
  readonly quiet?: boolean;
}

export function Segments<T extends string>(props: SegmentsProps<T>): JSX.Element {
  const { label, options, value, onChange, quiet = false } = props;
  const name = useId();
  return (
    <fieldset class="segments">
      <legend class={quiet ? "hidden-text" : ""}>{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
