/** @file The values on the way, one of them looked at. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { PassedValue } from "../../../workers/latent-messages.ts";
import { shapeText } from "../net-rows.ts";
import { mapsText, operatorText } from "./maps-text.ts";

export interface ValueListProps {
  readonly values: readonly PassedValue[];
  /** Layers by values' names. */
  readonly layers: ReadonlyMap<string, string>;
  readonly chosen: string;
  readonly choose: (name: string) => void;
}

/** Values with a shape that can be shown. */
export function ValueList({ values, layers, chosen, choose }: ValueListProps): JSX.Element {
  const group = useId();
  return (
    <fieldset class="maps-values">
      <legend class="hidden-text">{mapsText.value.values}</legend>
      {values.map(({ name, node, operator, shape }) => (
        <label key={name} class={name === chosen ? "chosen" : ""} title={node}>
          <input type="radio" name={group} value={name} checked={name === chosen} onChange={() => choose(name)} />
          <code class={layers.has(name) ? "" : "quiet"}>{layers.get(name) ?? node}</code>
          <span class="quiet">{operatorText(operator)}</span>
          <span class="number">{shapeText(shape ?? [])}</span>
        </label>
      ))}
    </fieldset>
  );
}
