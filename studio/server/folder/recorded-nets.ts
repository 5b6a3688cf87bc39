/** @file What a record says of the players' networks. What somebody wrote there that is none counts as absent. */
import type { LayerRecord, NetworkRecord, RunRecord } from "gantry/store";

export interface RecordedNets {
  readonly networks: ReadonlyMap<string, NetworkRecord>;
  /** How many numbers each has. */
  readonly parameters: ReadonlyMap<string, number>;
}

export function recordedNets({ networks, parameters }: Pick<RunRecord, "networks" | "parameters">): RecordedNets {
  return {
    networks: new Map(membersOf(networks).filter((entry): entry is [string, NetworkRecord] => isNetwork(entry[1]))),
    parameters: new Map(
      membersOf(parameters).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
    ),
  };
}

function membersOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function isNetwork(value: unknown): boolean {
  const { output, layers } = (value ?? {}) as Partial<NetworkRecord>;
  return isShape(output) && Array.isArray(layers) && layers.every(isLayer);
}

function isLayer(value: unknown): boolean {
  const { name, kind, shape, tensors } = (value ?? {}) as Partial<LayerRecord>;
  const named = typeof name === "string" && typeof kind === "string";
  return named && isShape(shape) && Array.isArray(tensors) && tensors.every((one) => typeof one === "string");
}

const isShape = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === "number");
