/** @file The map of the seed pad: dragged, or moved by keys. */
import type { JSX, TargetedPointerEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { latentText } from "../../messages/texts.ts";
import { useStudio } from "../../state/studio.ts";
import type { LatentState } from "./latent-state.ts";
import { useLatticePictures } from "./lattice-pictures.ts";
import { MAP, type Place, placeAfterDrag, placeAfterKey } from "./pad-moves.ts";
import { paintMap } from "./paint-map.ts";
import "./pad-map.css";

export interface MapProps {
  readonly state: LatentState;
  readonly place: Place;
  readonly to: (place: Place) => void;
  /** The picture is of no place of the map. */
  readonly away: boolean;
}

export function PadMap({ state, place, to, away }: MapProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pictures = useLatticePictures(state, place);
  const changed = pictures.changed.value;
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
      <canvas ref={canvas} width={MAP.width * 2} height={MAP.height * 2} />
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
