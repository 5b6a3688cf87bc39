/** @file Pins: kept pictures; two make a path and a film, three a sum. */
import type { JSX } from "preact";
import { latentText } from "../../messages/texts.ts";
import { partOnUse } from "../../parts/part-on-use.tsx";
import { DrawnTile } from "./drawn-tile.tsx";
import { pinScene } from "./latent-commands.ts";
import "../../parts/tile.css";
import type { LatentState } from "./latent-state.ts";
import type { ChosenPinsProps } from "./pinned/chosen-pins.tsx";
import { chosenAfter, chosenPins, LETTERS, type Pin, type PinBoard, unpinned } from "./pins.ts";
import "./pins-panel.css";

const ChosenPins = partOnUse<ChosenPinsProps>(() =>
  import("./pinned/chosen-pins.tsx").then((module) => module.ChosenPins),
);

export interface PinsProps {
  readonly state: LatentState;
  readonly board: PinBoard;
  /** For names of files. */
  readonly run: string;
}

export function PinsPanel({ state, board, run }: PinsProps): JSX.Element {
  const text = latentText.value.pins;
  const chosen = chosenPins(board);
  const go = (z: Float32Array): void => {
    state.walking.value = false;
    state.set.value = {};
    state.along.value = {};
    state.source.value = { kind: "latent", z };
  };
  return (
    <section class="panel pins-panel" aria-labelledby="pins-title">
      <h3 id="pins-title">{text.title}</h3>
      <div class="row">
        <button type="button" onClick={() => void pinScene(state, board).catch(() => {})}>
          {text.pin}
        </button>
        {board.pins.value.length === 0 ? <span class="quiet">{text.none}</span> : null}
      </div>
      {board.pins.value.length === 0 ? null : (
        <div class="pins">
          {board.pins.value.map((one) => (
            <PinTile key={one.number} state={state} board={board} pin={one} onGo={() => go(one.z)} />
          ))}
        </div>
      )}
      {chosen.length > 1 && <ChosenPins state={state} run={run} chosen={chosen} onTake={go} />}
    </section>
  );
}

interface TileProps {
  readonly state: LatentState;
  readonly board: PinBoard;
  readonly pin: Pin;
  readonly onGo: () => void;
}

function PinTile({ state, board, pin, onGo }: TileProps): JSX.Element {
  const text = latentText.value.pins;
  const { number } = pin;
  const place = board.chosen.value.indexOf(number);
  const letter = LETTERS[place];
  return (
    <div class="pin">
      <button
        type="button"
        class="tile"
        aria-pressed={letter !== undefined}
        aria-label={letter === undefined ? text.pinned({ number }) : text.chosen({ number, letter })}
        onClick={() => {
          board.chosen.value = chosenAfter(board.chosen.value, number);
        }}
      >
        <DrawnTile drawing={pin.drawing} shape={state.client.facts.sampleShape} about={64} />
        {letter === undefined ? null : <span class="letter">{letter}</span>}
      </button>
      <div class="pin-actions">
        <button type="button" class="small" aria-label={`${text.go} ${text.pinned({ number })}`} onClick={onGo}>
          {text.go}
        </button>
        <button
          type="button"
          class="small"
          aria-label={text.remove({ number })}
          title={text.remove({ number })}
          onClick={() => unpinned(board, number)}
        >
          ×
        </button>
      </div>
    </div>
  );
}
