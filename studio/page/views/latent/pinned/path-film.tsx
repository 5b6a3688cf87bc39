/** @file The way from one pin to another on the sphere of latents, as pictures, played, and as a film to keep. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { FilmMakerSlot } from "../../../parts/film-maker-slot.ts";
import type { FilmPictures } from "../../../parts/film-pictures.ts";
import { whyText } from "../../../parts/why-text.ts";
import type { Strip } from "../../../workers/latent-messages.ts";
import { DrawnTile } from "../drawn-tile.tsx";
import { isStrip } from "../latent-client.ts";
import type { LatentState } from "../latent-state.ts";
import { paintPicture } from "../paint.ts";
import { pictureSize } from "../picture-size.ts";
import type { Pin } from "../pins.ts";
import "./pinned.css";
import { pinnedText } from "./pinned-text.ts";

export interface PathProps {
  readonly state: LatentState;
  readonly run: string;
  readonly from: Pin;
  readonly to: Pin;
}

const FRAMES = { least: 2, usual: 24, most: 200 } as const;
const MILLISECONDS = 60;
/** A film's shorter pictures are enlarged until they are about so high. */
const FILM = 160;

export function PathFilm({ state, run, from, to }: PathProps): JSX.Element {
  const text = pinnedText.value;
  const frames = useSignal<number>(FRAMES.usual);
  const strip = useSignal<Strip | null>(null);
  const failure = useSignal<unknown>(null);
  const fail = (cause: unknown): void => {
    failure.value = cause;
  };
  const [count, label, attributes, psi] = [frames.value, state.label.value, state.attributes.value, state.psi.value];
  useEffect(() => {
    let here = true;
    state.client.path({ stops: [from.z, to.z], frames: count, label, attributes, psi }).then((drawing) => {
      if (!here || !isStrip(drawing)) return;
      strip.value = drawing;
      failure.value = null;
    }, fail);
    return () => {
      here = false;
    };
  }, [from, to, count, label, attributes, psi]);
  const pictures = useMemo(() => (strip.value === null ? null : pathPictures(strip.value)), [strip.value]);
  return (
    <div class="path">
      <div class="row">
        <strong>{text.path}</strong>
        <label>
          {text.frames}{" "}
          <input
            {...{ type: "number", min: FRAMES.least, max: FRAMES.most }}
            value={frames.value}
            onChange={({ currentTarget }) => {
              const asked = Math.round(Number(currentTarget.value)) || FRAMES.usual;
              frames.value = Math.min(FRAMES.most, Math.max(FRAMES.least, asked));
            }}
          />
        </label>
        <FilmMakerSlot name={`${run}-path`} pictures={pictures} />
      </div>
      {failure.value === null ? null : <p role="alert">{text.failed({ why: whyText(failure.value) })}</p>}
      {strip.value === null ? null : <Played strip={strip.value} shape={state.client.facts.sampleShape} />}
    </div>
  );
}

/** Pictures of the way shown beside each other. */
const SHOWN = 9;

function Played({ strip, shape }: { readonly strip: Strip; readonly shape: readonly number[] }): JSX.Element {
  const text = pinnedText.value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const playing = useSignal(false);
  const on = playing.value;
  useEffect(() => {
    if (canvas.current !== null) paintPicture(canvas.current, strip, 0);
    if (!on) return;
    let i = 0;
    const timer = setInterval(() => {
      i = (i + 1) % (2 * strip.count - 1 || 1);
      const index = i < strip.count ? i : 2 * strip.count - 2 - i; // there and back
      if (canvas.current !== null) paintPicture(canvas.current, strip, index);
    }, MILLISECONDS);
    return () => clearInterval(timer);
  }, [strip, on]);
  const steps = Array.from({ length: Math.min(SHOWN, strip.count) }, (_, i) =>
    Math.round((i * (strip.count - 1)) / Math.max(1, Math.min(SHOWN, strip.count) - 1)),
  );
  return (
    <div class="row">
      <canvas ref={canvas} class="pixelated" style={pictureSize(shape, 128)} />
      <button
        type="button"
        onClick={() => {
          playing.value = !on;
        }}
      >
        {on ? text.pause : text.play}
      </button>
      <div class="path-strip">
        {steps.map((index) => (
          <DrawnTile key={index} drawing={strip} shape={shape} about={48} index={index} />
        ))}
      </div>
    </div>
  );
}

/** Enlarged by a whole number. */
function pathPictures(strip: Strip): FilmPictures {
  const width = strip.width / strip.count;
  const scale = Math.max(1, Math.floor(FILM / strip.height));
  const size = { width: width * scale, height: strip.height * scale };
  return {
    size,
    milliseconds: MILLISECONDS,
    frames: strip.count,
    name: (i) => String(i + 1).padStart(4, "0"),
    draw: async (i, context) => {
      const picture = await createImageBitmap(frameOf(strip, i));
      context.drawImage(picture, 0, 0, size.width, size.height);
      picture.close();
    },
  };
}

/** Frame `i` of those that stand side by side. */
function frameOf({ rgba, width: whole, height, count }: Strip, i: number): ImageData {
  const width = whole / count;
  const frame = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y += 1) {
    const start = 4 * (y * whole + i * width);
    frame.set(rgba.subarray(start, start + 4 * width), 4 * y * width);
  }
  return new ImageData(frame, width, height);
}
