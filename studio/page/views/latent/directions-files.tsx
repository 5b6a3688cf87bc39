/** @file Directions written to a file with the names they were given, and read from one. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { latentText } from "../../messages/texts.ts";
import { saveBlob } from "../../parts/sample-save.ts";
import type { DirectionsProps } from "./directions.tsx";
import { DIRECTIONS_FILE, directionsIn, directionsText } from "./directions-file.ts";
import type { Search } from "./use-directions.ts";

interface FilesProps extends DirectionsProps {
  readonly search: Search;
}

export function DirectionsFiles({ state, run, names, search }: FilesProps): JSX.Element {
  const text = latentText.value.directions;
  const { latentSize } = state.client.facts;
  const wrong = useSignal<string | null>(null);
  const found = search.found.value;
  const save = (): void => {
    if (found === null) return;
    const named = search.fileNames.peek() ?? names.get();
    const directions = found.shares.map((share, i) => {
      return { name: named[i] ?? "", share, z: Array.from(found.steps[i] ?? []) };
    });
    const file = directionsText({ run, samples: state.samples.peek(), directions });
    saveBlob(new Blob([file], { type: "application/json" }), DIRECTIONS_FILE);
  };
  const open = async (file: File): Promise<void> => {
    const directions = directionsIn(await file.text(), latentSize);
    wrong.value = directions === null ? file.name : null;
    if (directions === null) return;
    const steps = directions.map(({ z }) => Float32Array.from(z));
    const given = Object.fromEntries(directions.map(({ name }, i) => [i, name]));
    search.adopt({ shares: directions.map(({ share }) => share), steps }, given);
  };
  return (
    <div class="row">
      <button type="button" disabled={found === null} onClick={save}>
        {text.save({ file: DIRECTIONS_FILE })}
      </button>
      <label class="button file">
        {text.open}
        <input
          type="file"
          class="hidden-text"
          accept="application/json,.json"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) void open(file);
            currentTarget.value = ""; // the same one can be taken again
          }}
        />
      </label>
      {wrong.value === null ? null : <p role="alert">{text.wrong({ file: wrong.value, count: latentSize })}</p>}
    </div>
  );
}
