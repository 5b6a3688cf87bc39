/** @file What a picture passes through: every value that the generator computes on the way from z. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { shellWord } from "../../../../api/command-line.ts";
import type { LayerNet, NetsReply } from "../../../../api/index.ts";
import { latentText } from "../../../messages/texts.ts";
import { sizeText, wholeNumber } from "../../../parts/numbers.ts";
import { useRestingQuery } from "../../../parts/sample-query.ts";
import { whyText } from "../../../parts/why-text.ts";
import { useRun, useStudio } from "../../../state/studio.ts";
import type { Maps } from "../../../workers/latent-messages.ts";
import { type Scene, seedOf } from "../../../workers/latent-scene.ts";
import { latentOptions, latentQuery } from "../../latent/latent-options.ts";
import { layerNames } from "./layer-names.ts";
import "../../../parts/sample-sheet.css";
import "./maps.css";
import { mapsText } from "./maps-text.ts";
import { SceneFields } from "./scene-fields.tsx";
import { ShownMaps, ShownUnits } from "./shown-maps.tsx";
import { useMaps } from "./use-maps.ts";
import { ValueList } from "./value-list.tsx";

const FILE = "generator.onnx";

export interface MapsPanelProps {
  /** The networks at the checkpoint that is looked at; null where it cannot be read. */
  readonly nets: NetsReply | null;
}

/** Of the player that every game of ours has the sampler draw with. */
const layersOf = (nets: NetsReply | null): readonly LayerNet[] =>
  nets?.players.find(({ name }) => name === "G")?.layers ?? [];

export function MapsPanel({ nets }: MapsPanelProps): JSX.Element | null {
  const run = useRun();
  const { generatorUrl } = useStudio().source;
  const text = latentText.value;
  const detail = run.detail.value;
  if (detail === null) return null;
  const { last } = detail.checkpoints;
  const step = nets?.step ?? last; // generator.onnx is the newest one's; of others it is rebuilt
  const rebuilt = generatorUrl === undefined || step === null || step === last ? null : generatorUrl(run.id, step);
  const leftOut = detail.leftOut?.files[FILE];
  if (leftOut !== undefined)
    return <p class="quiet">{text.leftOut({ run: shellWord(run.id), size: sizeText(leftOut) })}</p>;
  if (rebuilt === null && detail.files[FILE] === undefined) return <p class="quiet">{text.none}</p>;
  if (typeof WebAssembly === "undefined") return <p role="alert">{text.noWebAssembly}</p>;
  return (
    <Passage url={rebuilt ?? run.fileUrl(FILE)} version={rebuilt === null ? last : null} layers={layersOf(nets)} />
  );
}

interface PassageProps {
  /** Of the generator, as the run's record has them. */
  readonly layers: readonly LayerNet[];
  readonly url: string;
  readonly version: number | null;
}

/** The address of a panel in which no value was chosen. */
const OPEN = "open";

function Passage({ url, version, layers }: PassageProps): JSX.Element {
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
      <p class="quiet">{text.lead}</p>
      {failure !== null && <Failed cause={failure} />}
      {facts === null && failure === null && (
        <p class="quiet" role="status" aria-busy="true">
          {text.opening}
        </p>
      )}
      {facts !== null && (
        <div class="maps-row">
          <SceneFields facts={facts} options={options} change={(next) => resting.change(latentQuery(next))} />
          <Notes step={asked.maps?.step ?? null} scene={scene} />
        </div>
      )}
      {asked.maps !== null && (
        <Found
          {...{ maps: asked.maps, layers }}
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

function Notes({ step, scene }: { readonly step: string | null; readonly scene: Scene }): JSX.Element {
  const text = mapsText.value;
  const notes = [
    ...(step === null ? [] : [text.weights({ step: wholeNumber(Number(step)) })]),
    ...(seedOf(scene.source) === null ? [text.between] : []),
    ...(Object.keys(scene.along).length > 0 ? [text.withoutDirections] : []),
  ];
  return <span class="quiet">{notes.join(" ")}</span>;
}

interface FoundProps extends Pick<PassageProps, "layers"> {
  readonly maps: Maps;
  readonly at: number;
  readonly choose: (name: string) => void;
  readonly go: (at: number) => void;
}

function Found({ maps: { values, shown }, layers, at, choose, go }: FoundProps): JSX.Element {
  const names = useMemo(() => layerNames(values, layers), [values, layers]);
  const listed = values.filter(({ shape }) => shape !== null);
  const looked = listed.find(({ name }) => name === shown?.name);
  const text = mapsText.value;
  if (shown === null || looked === undefined) return <p class="quiet">{text.nothing}</p>;
  const Shown = looked.shape?.length === 3 ? ShownMaps : ShownUnits;
  return (
    <>
      {listed.every(({ shape }) => shape?.length === 1) && <p class="quiet">{text.noMaps}</p>}
      <div class="maps-main">
        <ValueList values={listed} layers={names} shown={shown.name} choose={choose} />
        <Shown value={shown} name={names.get(looked.name) ?? looked.node} at={at} go={go} />
      </div>
    </>
  );
}
