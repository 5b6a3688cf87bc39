/**
 * @file The seed pad: a map of seeds under a cross. Dragging moves the map; keys and numbers do the same. Each lattice
 * point shows its picture, so one sees where one goes.
 */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { latentText } from "../../messages/texts.ts";
import { seedOf, sourceOfSeed } from "../../workers/latent-scene.ts";
import type { LatentState } from "./latent-state.ts";
import { PadMap } from "./pad-map.tsx";
import { type Place, placeAfterKey } from "./pad-moves.ts";

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
      <p class="quiet hint">{text.hint}</p>
      <div class="row">
        <SeedNumber state={state} />
        <PadNumbers place={place} to={to} />
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

function PadNumbers({ place, to }: { readonly place: Place; readonly to: (place: Place) => void }): JSX.Element {
  return (
    <>
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
    </>
  );
}

/** The largest that random numbers take. */
const LARGEST_SEED = 2 ** 32 - 1;

/** The seed whose first latent this is; any other goes there, those beyond the map, too. Empty between seeds. */
function SeedNumber({ state }: { readonly state: LatentState }): JSX.Element {
  const seed = seedOf(state.source.value);
  const go = (asked: number): void => {
    if (!Number.isInteger(asked) || asked < 0 || asked > LARGEST_SEED) return;
    state.walking.value = false;
    state.source.value = sourceOfSeed(asked);
  };
  return (
    <label>
      {latentText.value.pad.seed}{" "}
      <input
        {...{ type: "number", class: "seed", min: 0, max: LARGEST_SEED, step: 1 }}
        value={seed ?? ""}
        onChange={({ currentTarget }) => go(currentTarget.valueAsNumber)}
      />
    </label>
  );
}
