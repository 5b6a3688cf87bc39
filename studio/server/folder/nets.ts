/** @file A run's networks: layers as the run recorded them or, in older runs, as the tensors' names tell them. */
import { join } from "node:path";
import type { LayerRecord, NetworkRecord, RunRecord } from "gantry/store";
import { LAYERS_FILE } from "gantry/store/node";
import type { LayerNet, NetsReply, PlayerNet, TensorNet } from "../../api/index.ts";
import { checkpointFiles, nearestCheckpoint, ofCheckpoint } from "./checkpoint-files.ts";
import { deadShare } from "./dead-units.ts";
import { type RecordedNets, recordedNets } from "./recorded-nets.ts";
import { statOf } from "./stamp.ts";
import type { StateNorms, TensorNorms } from "./state-norms.ts";
import type { WatchedRun } from "./watched-run.ts";

/** Of the norms' log. */
export const layersPath = (run: WatchedRun): string => join(run.path, LAYERS_FILE);

/** @param step null: the last checkpoint */
export async function netsOf(run: WatchedRun, norms: StateNorms, step: number | null): Promise<NetsReply> {
  const files = checkpointFiles(run);
  const nearest = nearestCheckpoint(files, step);
  const tensors = nearest === undefined ? [] : await ofCheckpoint(run, nearest, norms.of(nearest.path));
  const record = recordedNets(run.record as RunRecord);
  return {
    step: nearest?.step ?? null,
    checkpoints: files.map((file) => file.step),
    recorded: (statOf(layersPath(run))?.size ?? 0) > 0,
    players: playerNames(record, tensors).map((player) => playerNet(player, record, tensors)),
  };
}

const playerOf = (name: string): string => name.slice(0, name.indexOf("."));

const playerNames = ({ networks, parameters }: RecordedNets, tensors: readonly TensorNorms[]): string[] => [
  ...new Set([...parameters.keys(), ...networks.keys(), ...tensors.map(({ name }) => playerOf(name))]),
];

function playerNet(player: string, { networks, parameters }: RecordedNets, all: readonly TensorNorms[]): PlayerNet {
  const tensors = all.filter(({ name }) => playerOf(name) === player);
  const network = networks.get(player);
  const layers = network === undefined ? layersByName(player, tensors) : layersAsRecorded(player, network, tensors);
  const size = ({ shape }: TensorNorms): number => shape.reduce((product, extent) => product * extent, 1);
  const counted = tensors.reduce((sum, tensor) => sum + size(tensor), 0);
  return { name: player, parameters: parameters.get(player) ?? counted, output: network?.output ?? null, layers };
}

/** A record that somebody changed may miss some: those come behind. */
function layersAsRecorded(player: string, { layers }: NetworkRecord, tensors: readonly TensorNorms[]): LayerNet[] {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const recorded = layers.map((layer): LayerNet => {
    const names = layer.tensors.map((last) => [player, layer.name, last].filter((part) => part !== "").join("."));
    const own = names.flatMap((name) => byName.get(name) ?? []);
    for (const name of names) byName.delete(name);
    const { name, kind, shape } = layer;
    return { name, kind, shape, tensors: own.map((tensor) => tensorNet(tensor, layer)) };
  });
  return [...recorded, ...layersByName(player, [...byName.values()])];
}

/** Layers are the names before the last dot; `block2` stands before `block10`. */
function layersByName(player: string, tensors: readonly TensorNorms[]): LayerNet[] {
  const scopes = new Map<string, TensorNorms[]>();
  for (const tensor of tensors) {
    const name = tensor.name.slice(player.length + 1);
    const scope = name.slice(0, Math.max(0, name.lastIndexOf(".")));
    scopes.set(scope, [...(scopes.get(scope) ?? []), tensor]);
  }
  const order = new Intl.Collator("en", { numeric: true }).compare;
  return [...scopes]
    .sort(([a], [b]) => order(a, b))
    .map(([name, own]) => ({ name, kind: null, shape: null, tensors: own.map((tensor) => tensorNet(tensor, null)) }));
}

/** @param layer null: it is not known which axis its units are on */
function tensorNet({ name, shape, weight, gradient, units }: TensorNorms, layer: LayerRecord | null): TensorNet {
  const axis = layer === null ? null : unitAxis(layer, shape);
  return { name, shape, weight, gradient, dead: units === null || axis === null ? null : deadShare(units[axis]) };
}

/** The axis of a weight along which its outputs lie; null where it has none. */
function unitAxis({ kind, shape: output }: LayerRecord, shape: readonly number[]): 0 | 1 | null {
  if (kind === "elementwise") return null;
  if (kind === "convTranspose") return 1;
  return shape[0] === output[0] ? 0 : null;
}
