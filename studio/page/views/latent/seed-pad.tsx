/**
 * @file The seed pad: a map of seeds under a cross. Dragging moves the map; keys and numbers do the same. Each lattice
 * point shows its picture, so one sees where one goes.
 */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX, TargetedPointerEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { latentText } from "../../messages/latent.ts";
import { useStudio } from "../../state/studio.ts";
import type { Drawing } from "../../workers/latent-messages.ts";
import { type Scene, seedAt } from "../../workers/latent-scene.ts";
import { LatestWins } from "../../workers/latest-wins.ts";
import { isStrip } from "./latent-client.ts";
import type { LatentState } from "./latent-state.ts";
import { type Place, placeAfterDrag, placeAfterKey, pointsInSight, UNIT } from "./pad-moves.ts";

const WIDTH = 336;
const HEIGHT = 272;

export function SeedPad({ state }: { readonly state: LatentState }): JSX.Element {
  const text = latentText.value.pad;
  const last = useRef<Place>({ x: 0, y: 0 });
  const source = state.source.value;
  if (source.kind === "pad") last.current = source;
  const place = last.current;
  const to = (next: Place): void => {
    state.walking.value = false;
    state.axis.value = { kind: "x" };
    state.source.value = { kind: "pad", ...next };
  };
  const press = (key: string): void => to(placeAfterKey(place, key, false, Math.random) ?? place);
  return (
    <section class="panel pad-panel" aria-labelledby="pad-title">
      <h3 id="pad-title">{text.title}</h3>
      <PadMap state={state} place={place} to={to} away={source.kind !== "pad"} />
      <p class="muted hint">{text.hint}</p>
      <div class="row">
        {(["x", "y"] as const).map((name) => (
          <label key={name}>
            {name}{" "}
            <input
              type="number"
              step={0.1}
              value={place[name]}
              onInput={({ currentTarget }) => {
                const value = currentTarget.valueAsNumber;
                if (Number.isFinite(value)) to({ ...place, [name]: value });
              }}
            />
          </label>
        ))}
      </div>
      <div class="row">
        <button type="button" onClick={() => press("s")}>
          {text.snap}
        </button>
        <button type="button" onClick={() => press("r")}>
          {text.random}
        </button>
        <button type="button" onClick={() => press("0")}>
          {text.reset}
        </button>
        {source.kind === "pad" ? null : (
          <button type="button" onClick={() => to(place)}>
            {text.back}
          </button>
        )}
      </div>
    </section>
  );
}

interface MapProps {
  readonly state: LatentState;
  readonly place: Place;
  readonly to: (place: Place) => void;
  /** The picture is of no place of the map. */
  readonly away: boolean;
}

function PadMap({ state, place, to, away }: MapProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pictures = useLatticePictures(state, place);
  const tick = useSignal(0);
  useSignalEffect(() => {
    pictures.changed.value;
    tick.value = pictures.changed.peek();
  });
  const changed = tick.value;
  const theme = useStudio().settings.theme.value; // another takes other colours
  useEffect(() => {
    if (canvas.current !== null) paintMap(canvas.current, place, pictures.known, away);
  }, [place.x, place.y, away, changed, pictures, theme]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = placeAfterKey(place, event.key, event.shiftKey, Math.random);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation(); // these keys mean something else elsewhere
    to(next);
  };
  return (
    <div
      class="pad"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved by keys, as its name says
      tabIndex={0}
      aria-label={latentText.value.pad.label}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => drag(event, place, to)}
    >
      <canvas ref={canvas} width={WIDTH * 2} height={HEIGHT * 2} />
    </div>
  );
}

function drag(event: TargetedPointerEvent<HTMLElement>, from: Place, to: (place: Place) => void): void {
  if (event.button !== 0) return;
  const element = event.currentTarget;
  const { clientX, clientY } = event;
  const leave = new AbortController();
  const { signal } = leave;
  element.setPointerCapture(event.pointerId);
  element.addEventListener(
    "pointermove",
    (moved) => to(placeAfterDrag(from, moved.clientX - clientX, moved.clientY - clientY)),
    { signal },
  );
  for (const end of ["pointerup", "pointercancel"] as const) {
    element.addEventListener(end, () => leave.abort(), { signal });
  }
}

interface LatticePictures {
  readonly known: ReadonlyMap<string, OffscreenCanvas>;
  readonly changed: { value: number; peek: () => number };
}

const keyOf = ({ x, y }: Place): string => `${x},${y}`;
/** Pictures of the lattice are drawn when the map rests, in milliseconds, so many at once. */
const REST = 250;
const AT_ONCE = 12;
const KEPT = 400;

/** Pictures of the lattice points in sight, of what is asked for, without faders and directions. */
function useLatticePictures(state: LatentState, place: Place): LatticePictures {
  const known = useRef(new Map<string, OffscreenCanvas>()).current;
  const changed = useSignal(0);
  const conditions = { label: state.label.value, attributes: state.attributes.value, psi: state.psi.value };
  const asked = JSON.stringify(conditions);
  const former = useRef(asked);
  if (former.current !== asked) {
    former.current = asked;
    known.clear();
  }
  const images = state.client.facts.sampleShape.length === 3;
  const queue = useRef<LatestWins<Place[], Drawing | null> | null>(null);
  useEffect(() => {
    const sceneAt = (at: Place): Scene => ({
      ...{ label: state.label.peek(), attributes: state.attributes.peek(), psi: state.psi.peek() },
      ...{ source: { kind: "pad", ...at }, along: {}, set: {} },
    });
    const lattice = new LatestWins<Place[], Drawing | null>({
      work: (points) => state.client.strip({ scenes: points.map(sceneAt) }),
      onAnswer: (drawing, points) => {
        if (drawing === null || !isStrip(drawing)) return;
        keep(known, drawing, points);
        changed.value += 1;
      },
      onFailure: () => {}, // the picture itself says why
    });
    queue.current = lattice;
    return () => lattice.close();
  }, [state, known, changed]);
  const round = changed.value;
  useEffect(() => {
    if (!images) return;
    const timer = setTimeout(() => {
      const missing = pointsInSight(place, WIDTH, HEIGHT).filter((point) => !known.has(keyOf(point)));
      if (missing.length > 0 && !state.walking.peek()) queue.current?.ask(nearest(missing, place).slice(0, AT_ONCE));
    }, REST);
    return () => clearTimeout(timer);
  }, [place.x, place.y, asked, round, images, known, state]);
  return { known, changed };
}

const nearest = (points: Place[], { x, y }: Place): Place[] =>
  points.sort((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y));

function keep(
  known: Map<string, OffscreenCanvas>,
  strip: Extract<Drawing, { kind: "images" }>,
  points: readonly Place[],
): void {
  const width = strip.width / strip.count;
  const pixels = new ImageData(strip.rgba, strip.width, strip.height);
  for (const [i, point] of points.entries()) {
    const picture = new OffscreenCanvas(width, strip.height);
    picture.getContext("2d")?.putImageData(pixels, -i * width, 0, i * width, 0, width, strip.height);
    known.set(keyOf(point), picture);
  }
  for (const key of known.keys()) {
    if (known.size <= KEPT) return;
    known.delete(key);
  }
}

/** Seeds before the first are the last there are; on the map they count backwards. */
const seedLabel = ({ x, y }: Place): string => String(seedAt(x, y) | 0).replace("-", "−");

/** A picture takes so much of the way to the next. */
const SHARE = 0.62;

function paintMap(
  canvas: HTMLCanvasElement,
  place: Place,
  known: ReadonlyMap<string, OffscreenCanvas>,
  away: boolean,
): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const style = getComputedStyle(canvas);
  const [cross, ground] = [style.outlineColor, style.backgroundColor];
  const scale = canvas.width / WIDTH;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, WIDTH, HEIGHT);
  context.font = `10px ${style.fontFamily}`;
  context.textAlign = "center";
  context.imageSmoothingEnabled = false;
  for (const point of pointsInSight(place, WIDTH, HEIGHT)) {
    const [x, y] = [WIDTH / 2 + (point.x - place.x) * UNIT, HEIGHT / 2 + (point.y - place.y) * UNIT];
    paintPoint(context, known.get(keyOf(point)), x, y, style.color);
    context.fillStyle = style.color;
    context.fillText(seedLabel(point), x, y + (UNIT * SHARE) / 2 + 10);
  }
  context.globalAlpha = away ? 0.3 : 1;
  for (const [colour, width] of [
    [ground, 5],
    [cross, 2],
  ] as const) {
    paintCross(context, colour, width);
  }
  context.globalAlpha = 1;
}

function paintCross(context: CanvasRenderingContext2D, colour: string, width: number): void {
  const [x, y] = [WIDTH / 2, HEIGHT / 2];
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, 6, 0, 2 * Math.PI);
  context.moveTo(x - 13, y);
  context.lineTo(x + 13, y);
  context.moveTo(x, y - 13);
  context.lineTo(x, y + 13);
  context.stroke();
}

function paintPoint(
  context: CanvasRenderingContext2D,
  picture: OffscreenCanvas | undefined,
  x: number,
  y: number,
  colour: string,
): void {
  if (picture === undefined) {
    context.fillStyle = colour;
    context.fillRect(x - 1.5, y - 1.5, 3, 3);
    return;
  }
  const size = UNIT * SHARE;
  const fit = size / Math.max(picture.width, picture.height);
  const [width, height] = [picture.width * fit, picture.height * fit];
  context.drawImage(picture, x - width / 2, y - height / 2, width, height);
}
