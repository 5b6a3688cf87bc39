/** @file The picture at the present latent, pictures around it, and how fast they come. */
import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { latentText } from "../../messages/texts.ts";
import { shortNumber } from "../../parts/numbers.ts";
import { seedOf } from "../../workers/latent-scene.ts";
import type { LatentState } from "./latent-state.ts";
import { type Interval, paintPicture } from "./paint.ts";
import { pictureSize } from "./picture-size.ts";
import { Preview } from "./preview.tsx";
import { Scatter } from "./scatter.tsx";
import "./picture-stage.css";

export interface StageProps {
  readonly state: LatentState;
  /** Of the run's own scatters, so that both show the same frame; null where there is none. */
  readonly interval: Interval | null;
}

export function PictureStage({ state, interval }: StageProps): JSX.Element {
  const images = state.client.facts.sampleShape.length === 3;
  return (
    <section class="latent-stage">
      {images ? <Picture state={state} /> : <Scatter state={state} interval={interval} />}
      <Cost state={state} />
      {images ? <Preview state={state} /> : null}
    </section>
  );
}

/** The picture's longer side is about so long. */
const LARGE = 392;

/** Where the picture is from, in words. */
export function whereText({ source }: LatentState): string {
  const { where } = latentText.value;
  const at = source.value;
  const seed = seedOf(at);
  if (seed !== null) return where.seed({ seed });
  if (at.kind === "cell") return where.cell({ cell: at.index, seed: at.seed });
  if (at.kind === "latent") return where.latent;
  return where.pad({ x: shortNumber(at.x), y: shortNumber(at.y) });
}

function Picture({ state }: { readonly state: LatentState }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    const drawing = state.drawn.value?.drawing;
    if (canvas.current !== null && drawing?.kind === "images") paintPicture(canvas.current, drawing);
  });
  return (
    <canvas
      ref={canvas}
      role="img"
      class="pixelated latent-picture"
      style={pictureSize(state.client.facts.sampleShape, LARGE)}
      aria-label={latentText.value.picture({ where: whereText(state) })}
    />
  );
}

/** Not said by a screen reader each time. */
function Cost({ state }: { readonly state: LatentState }): JSX.Element {
  const { device, threads } = state.client.facts;
  const text = latentText.value;
  const line = useRef<HTMLSpanElement>(null);
  useSignalEffect(() => {
    const { milliseconds, pictures } = state.cost.value;
    if (line.current === null) return;
    line.current.dataset.pictures = String(pictures);
    line.current.textContent = latentText.value.speed({
      milliseconds: shortNumber(Math.round(milliseconds * 10) / 10),
    });
  });
  const alone = device === "wasm" && threads === 1 && !globalThis.crossOriginIsolated;
  return (
    <p class="quiet latent-cost">
      <span class="where">{whereText(state)}</span>
      <span>{device === "webgpu" ? text.device.webgpu : text.device.wasm({ threads })}</span>
      <span ref={line} data-pictures="0" />
      {alone ? <span>{text.device.alone}</span> : null}
    </p>
  );
}
