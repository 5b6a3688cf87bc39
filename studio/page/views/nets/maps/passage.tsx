/** @file What one of the players computes, as it is asked for: which z, which value, which channel. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { LayerNet, NetsReply } from "../../../../api/index.ts";
import { latentText } from "../../../messages/texts.ts";
import { shortNumber, wholeNumber } from "../../../parts/numbers.ts";
import { useRestingQuery } from "../../../parts/sample-query.ts";
import { whyText } from "../../../parts/why-text.ts";
import { useStudio } from "../../../state/studio.ts";
import type { Maps } from "../../../workers/latent-messages.ts";
import { type Scene, seedOf } from "../../../workers/latent-scene.ts";
import { latentOptions, latentQuery } from "../../latent/latent-options.ts";
import { layerNames } from "./layer-names.ts";
import { mapsText } from "./maps-text.ts";
import { SceneFields } from "./scene-fields.tsx";
import { ShownMaps, ShownUnits } from "./shown-maps.tsx";
import { useMaps } from "./use-maps.ts";
import { ValueList } from "./value-list.tsx";

/** Whose values: G's, or those of whoever judges what it draws. */
export type Whose = "G" | "D";

export interface MapsPanelProps {
  /** The networks at the checkpoint that is looked at; null where it cannot be read. */
  readonly nets: NetsReply | null;
}

export interface PassageProps extends MapsPanelProps {
  readonly whose: Whose;
  readonly url: string;
  readonly version: number | null;
}

/** The address of a panel in which no value was chosen. */
export const OPEN = "open";

const layersOf = (nets: NetsReply | null, player: string): readonly LayerNet[] =>
  nets?.players.find(({ name }) => name === player)?.layers ?? [];

export function Passage({ url, version, nets, whose }: PassageProps): JSX.Element {
  const resting = useRestingQuery(useStudio().router);
  const query = resting.query();
  const options = latentOptions(query);
  const { samples: _, ...scene } = options;
  const { maps = OPEN } = query;
  const asked = useMaps(url, version, { scene: { ...scene, along: {} }, value: maps === OPEN ? null : maps });
  const { facts, failure } = asked;
  const text = mapsText.value;
  return (
    <>
      <p class="quiet">{text.lead[whose]}</p>
      {failure !== null && <Failed cause={failure} />}
      {facts === null && failure === null && (
        <p class="quiet" role="status" aria-busy="true">
          {text.opening}
        </p>
      )}
      {facts !== null && (
        <div class="maps-row">
          <SceneFields facts={facts} options={options} change={(next) => resting.change(latentQuery(next))} />
          <Notes maps={asked.maps} scene={scene} />
        </div>
      )}
      {asked.maps !== null && (
        <Found
          {...{ maps: asked.maps, layers: layersOf(nets, facts?.metadata.judge ?? "G"), wanted: maps }}
          at={Math.trunc(Math.abs(Number(query.channel))) || 0}
          choose={(name) => resting.change({ maps: name, channel: null })}
          go={(at) => resting.change({ channel: String(at) })}
        />
      )}
    </>
  );
}

function Failed({ cause }: { readonly cause: unknown }): JSX.Element {
  return (
    <section class="problem" role="alert">
      <div>
        <h3>{latentText.value.failed}</h3>
        <p>{whyText(cause)}</p>
      </div>
    </section>
  );
}

function Notes({ maps, scene }: { readonly maps: Maps | null; readonly scene: Scene }): JSX.Element {
  const text = mapsText.value;
  const { step = null, judgement = null } = maps ?? {};
  const notes = [
    ...(judgement === null ? [] : [text.judgement({ value: shortNumber(judgement) })]),
    ...(step === null ? [] : [text.weights({ step: wholeNumber(Number(step)) })]),
    ...(seedOf(scene.source) === null ? [text.between] : []),
    ...(Object.keys(scene.along).length > 0 ? [text.withoutDirections] : []),
  ];
  return <span class="quiet">{notes.join(" ")}</span>;
}

interface FoundProps {
  readonly maps: Maps;
  /** Of the player, as the run's record has them. */
  readonly layers: readonly LayerNet[];
  /** The value that is asked for; it is chosen before it is there. */
  readonly wanted: string;
  readonly at: number;
  readonly choose: (name: string) => void;
  readonly go: (at: number) => void;
}

function Found({ maps: { values, shown }, layers, wanted, at, choose, go }: FoundProps): JSX.Element {
  const names = useMemo(() => layerNames(values, layers), [values, layers]);
  const listed = values.filter(({ shape }) => shape !== null);
  const looked = listed.find(({ name }) => name === shown?.name);
  const chosen = listed.some(({ name }) => name === wanted) ? wanted : shown?.name;
  const text = mapsText.value;
  if (chosen === undefined || shown === null || looked === undefined) return <p class="quiet">{text.nothing}</p>;
  const Shown = looked.shape?.length === 3 ? ShownMaps : ShownUnits;
  return (
    <>
      {listed.every(({ shape }) => shape?.length === 1) && <p class="quiet">{text.noMaps}</p>}
      <div class="maps-main">
        <ValueList values={listed} layers={names} chosen={chosen} choose={choose} />
        <Shown value={shown} name={names.get(looked.name) ?? looked.node} at={at} go={go} />
      </div>
    </>
  );
}
