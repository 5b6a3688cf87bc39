/** @file Which z, and which class. */
import type { JSX } from "preact";
import { latentText } from "../../../messages/texts.ts";
import type { GeneratorFacts } from "../../../workers/latent-messages.ts";
import { seedOf, sourceOfSeed } from "../../../workers/latent-scene.ts";
import type { LatentOptions } from "../../latent/latent-options.ts";

export interface SceneFieldsProps {
  readonly facts: GeneratorFacts;
  readonly options: LatentOptions;
  readonly change: (options: LatentOptions) => void;
}

export function SceneFields({ facts: { classes }, options, change }: SceneFieldsProps): JSX.Element {
  const text = latentText.value;
  return (
    <>
      <label>
        {text.pad.seed}{" "}
        <input
          {...{ type: "number", min: 0, step: 1, value: seedOf(options.source) ?? "" }}
          onInput={({ currentTarget: { valueAsNumber: seed } }) => {
            if (Number.isSafeInteger(seed) && seed >= 0) change({ ...options, source: sourceOfSeed(seed) });
          }}
        />
      </label>
      {classes !== null && classes.length > 1 && (
        <label>
          {text.conditions.class}{" "}
          <select
            value={options.label}
            onInput={({ currentTarget }) => change({ ...options, label: Number(currentTarget.value) })}
          >
            {classes.map((name, label) => (
              <option key={name} value={label}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
