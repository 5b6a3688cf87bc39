/** @file Pictures of the seeds in sight of the pad, drawn a few at a time while the map rests. */
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Drawing } from "../../workers/latent-messages.ts";
import type { Conditions, Scene } from "../../workers/latent-scene.ts";
import { LatestWins } from "../../workers/latest-wins.ts";
import { isStrip } from "./latent-client.ts";
import type { LatentState } from "./latent-state.ts";
import { MAP, type Place, pointsInSight } from "./pad-moves.ts";

export interface LatticePictures {
  readonly known: ReadonlyMap<string, OffscreenCanvas>;
  /** Counts up with each batch. */
  readonly changed: ReadonlySignal<number>;
}

export const keyOf = ({ x, y }: Place): string => `${x},${y}`;
/** Pictures of the lattice are drawn when the map rests, in milliseconds, so many at once. */
const REST = 250;
const AT_ONCE = 12;
const KEPT = 400;

/** Points, and what else they are drawn of: an answer that comes after something else is asked for is let go. */
interface Asked {
  readonly points: readonly Place[];
  readonly conditions: Conditions;
}

/** Pictures of the lattice points in sight, of what is asked for, without faders and directions. */
export function useLatticePictures(state: LatentState, place: Place): LatticePictures {
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
  const queue = useRef<LatestWins<Asked, Drawing> | null>(null);
  useEffect(() => {
    const lattice = new LatestWins<Asked, Drawing>({
      work: ({ points, conditions: of }) => state.client.strip({ scenes: points.map((at) => sceneAt(at, of)) }),
      onAnswer: (drawing, { points, conditions: of }) => {
        if (!isStrip(drawing)) return;
        if (JSON.stringify(of) === former.current) keep(known, drawing, points);
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
      const missing = pointsInSight(place, MAP).filter((point) => !known.has(keyOf(point)));
      if (missing.length === 0 || state.walking.peek()) return;
      queue.current?.ask({ points: nearest(missing, place).slice(0, AT_ONCE), conditions });
    }, REST);
    return () => clearTimeout(timer);
  }, [place.x, place.y, asked, round, images, known, state]);
  return { known, changed };
}

const sceneAt = (at: Place, conditions: Conditions): Scene => ({
  ...conditions,
  ...{ source: { kind: "pad", ...at }, along: {}, set: {} },
});

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
