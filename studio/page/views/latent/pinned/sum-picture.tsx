/** @file A − B + C of three pins. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Drawing } from "../../../workers/latent-messages.ts";
import { DrawnTile } from "../drawn-tile.tsx";
import type { LatentState } from "../latent-state.ts";
import { pinnedText } from "./pinned-text.ts";

export interface SumProps {
  readonly state: LatentState;
  readonly z: Float32Array;
  readonly onTake: (z: Float32Array) => void;
}

export function SumPicture({ state, z, onTake }: SumProps): JSX.Element {
  const text = pinnedText.value;
  const drawing = useSignal<Drawing | null>(null);
  const [label, attributes, psi, key] = [state.label.value, state.attributes.value, state.psi.value, z.join()];
  useEffect(() => {
    let here = true;
    const scene = { source: { kind: "latent", z } as const, along: {}, set: {}, label, attributes, psi };
    state.client.strip({ scenes: [scene] }).then(
      (drawn) => {
        if (here) drawing.value = drawn;
      },
      () => {}, // the picture itself says why
    );
    return () => {
      here = false;
    };
  }, [key, label, attributes, psi]);
  return (
    <div class="row sum">
      <strong>{text.sum}</strong>
      {drawing.value === null ? null : (
        <DrawnTile drawing={drawing.value} shape={state.client.facts.sampleShape} about={128} />
      )}
      <button type="button" onClick={() => onTake(z)}>
        {text.take}
      </button>
    </div>
  );
}
