/** @file The picture at the present latent, pictures around it, and how fast they come. */
import { useSignal, useSignalEffect } from "@preact/signals";
import { rangeOf } from "gantry/views";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { latentText } from "../../messages/latent.ts";
import { shortNumber, wholeNumber } from "../../parts/numbers.ts";
import { useStudio } from "../../state/studio.ts";
import type { PointCloud } from "../../workers/latent-messages.ts";
import { seedAt } from "../../workers/latent-scene.ts";
import { LatestWins } from "../../workers/latest-wins.ts";
import { isStrip } from "./latent-client.ts";
import { type LatentState, PREVIEW, previewScenes } from "./latent-state.ts";
import { type Interval, paintPicture, paintScatter } from "./paint.ts";

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

/** The longer side is about so long, in whole factors. */
const LARGE = 392;

export function pictureSize(
  [, height = 1, width = 1]: readonly number[],
  about: number,
): { width: string; height: string } {
  const zoom = Math.max(1, Math.floor(about / Math.max(height, width)));
  return { width: `${width * zoom}px`, height: `${height * zoom}px` };
}

/** Where the picture is from, in words. */
export function whereText({ source }: LatentState): string {
  const { where } = latentText.value;
  const at = source.value;
  if (at.kind === "cell") return where.cell({ cell: at.index, seed: at.seed });
  if (at.kind === "latent") return where.latent;
  if (Number.isInteger(at.x) && Number.isInteger(at.y)) return where.seed({ seed: seedAt(at.x, at.y) });
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

const POINTS = 2048;

/** All that the generator draws for what is asked for, and where the present latent leads. */
function Scatter({ state, interval }: StageProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const cloud = useSignal<PointCloud | null>(null);
  useEffect(() => {
    const queue = new LatestWins<Parameters<typeof state.client.cloud>[0], unknown>({
      work: (request) => state.client.cloud(request),
      onAnswer: (drawing) => {
        cloud.value = drawing as PointCloud;
      },
      onFailure: () => {}, // the chosen point says why
    });
    const stop = state.scene.subscribe(({ label, attributes, psi }) => {
      queue.ask({ label, attributes, psi, seed: 0, count: POINTS });
    });
    return () => {
      stop();
      queue.close();
    };
  }, [state, cloud]);
  const { theme } = useStudio().settings;
  useSignalEffect(() => {
    const drawn = state.drawn.value;
    theme.value; // another takes other colours
    if (canvas.current === null) return;
    const style = getComputedStyle(canvas.current);
    const ink = { generated: style.outlineColor, ring: style.color };
    const shown = interval ?? (cloud.value === null ? ([-1, 1] as const) : rangeOf(cloud.value));
    paintScatter(canvas.current, cloud.value, drawn?.drawing ?? null, shown, ink);
  });
  return (
    <canvas
      ref={canvas}
      width={640}
      height={640}
      role="img"
      class="latent-scatter"
      aria-label={latentText.value.cloud({ count: wholeNumber(POINTS) })}
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
    <p class="muted latent-cost">
      <span class="where">{whereText(state)}</span>
      <span>{device === "webgpu" ? text.device.webgpu : text.device.wasm({ threads })}</span>
      <span ref={line} data-pictures="0" />
      {alone ? <span>{text.device.alone}</span> : null}
    </p>
  );
}

function Preview({ state }: { readonly state: LatentState }): JSX.Element {
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
      <legend>
        {text.label}: {what}
      </legend>
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
