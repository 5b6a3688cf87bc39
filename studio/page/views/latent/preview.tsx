/** @file Pictures around the present one; each leads there. */
import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { labelled, latentText } from "../../messages/texts.ts";
import { shortNumber } from "../../parts/numbers.ts";
import { isStrip } from "./latent-client.ts";
import { PREVIEW, previewScenes } from "./latent-preview.ts";
import "../../parts/tile.css";
import type { LatentState } from "./latent-state.ts";
import { paintPicture } from "./paint.ts";
import { pictureSize } from "./picture-size.ts";
import "./preview.css";

export function Preview({ state }: { readonly state: LatentState }): JSX.Element {
  const text = latentText.value.preview;
  const axis =
    state.axis.value.kind === "x" && state.source.value.kind !== "pad"
      ? ({ kind: "number", index: 0 } as const)
      : state.axis.value;
  const places = previewScenes(state.scene.value, axis);
  const names = latentText.value;
  const what =
    axis.kind === "x"
      ? text.x
      : axis.kind === "direction"
        ? text.direction({ name: names.directions.name({ index: axis.index + 1 }) })
        : text.number({ index: axis.index });
  const take = (i: number): void => {
    const scene = places[i]?.scene;
    if (scene === undefined) return;
    state.source.value = scene.source;
    state.along.value = scene.along;
    state.set.value = scene.set;
  };
  return (
    <fieldset class="preview">
      <legend>{labelled(text.label, what)}</legend>
      {Array.from({ length: PREVIEW }, (_, i) => (
        <PreviewTile
          key={i}
          state={state}
          index={i}
          label={text.take({ value: shortNumber(places[i]?.value) })}
          onTake={() => take(i)}
        />
      ))}
    </fieldset>
  );
}

interface TileProps {
  readonly state: LatentState;
  readonly index: number;
  readonly label: string;
  readonly onTake: () => void;
}

function PreviewTile({ state, index, label, onTake }: TileProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    const strip = state.preview.value;
    if (canvas.current !== null && strip !== null && isStrip(strip)) paintPicture(canvas.current, strip, index);
  });
  return (
    <button type="button" class="tile" aria-label={label} title={label} onClick={onTake}>
      <canvas ref={canvas} class="pixelated" style={pictureSize(state.client.facts.sampleShape, 56)} />
    </button>
  );
}
