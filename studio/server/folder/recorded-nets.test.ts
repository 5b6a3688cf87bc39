import { expect, test } from "vitest";
import { recordedNets } from "./recorded-nets.ts";

const layer = { name: "up", kind: "linear", shape: [4], tensors: ["weight"] };
const network = { output: [4], layers: [layer] };
const asWritten = (value: unknown): Parameters<typeof recordedNets>[0] => value as Parameters<typeof recordedNets>[0];

test.each([
  {},
  { networks: null, parameters: null },
  { networks: [network], parameters: [3] },
  { networks: "G", parameters: 3 },
  { networks: { G: null }, parameters: { G: "3" } },
  { networks: { G: { output: [4] } }, parameters: { G: null } },
  { networks: { G: { output: null, layers: [] } } },
  { networks: { G: { output: [4], layers: [null] } } },
  { networks: { G: { output: [4], layers: [{ ...layer, tensors: null }] } } },
  { networks: { G: { output: [4], layers: [{ ...layer, shape: ["4"] }] } } },
])("%j says nothing of networks", (record) => {
  const { networks, parameters } = recordedNets(asWritten(record));
  expect([networks.size, parameters.size]).toEqual([0, 0]);
});

test("what is whole beside it counts, and nothing that every object has", () => {
  const record = { networks: { G: network, D: 7 }, parameters: { G: 3, D: {} } };
  const { networks, parameters } = recordedNets(asWritten(record));
  expect([[...networks], [...parameters]]).toEqual([[["G", network]], [["G", 3]]]);
  expect(networks.get("constructor")).toBeUndefined();
});
