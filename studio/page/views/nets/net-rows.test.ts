import { expect, test } from "vitest";
import { expectClose } from "../../../../test/matchers.ts";
import type { LayerNet, PlayerNet } from "../../../api/index.ts";
import { blocksOf, filteredBlocks, layerRow, together } from "./net-rows.ts";

const layer = (name: string, weights: readonly number[], kind = "conv"): LayerNet => ({
  ...{ name, kind, shape: [4, 8, 8] },
  tensors: weights.map((weight, i) => ({
    ...{ name: `G.${name}.${["weight", "bias"][i]}`, shape: i === 0 ? [4, 2, 3, 3] : [4], weight },
    ...{ gradient: i === 0 ? weight / 10 : null, dead: i === 0 ? 0.25 : null },
  })),
});
const net = (...layers: LayerNet[]): PlayerNet => ({ name: "G", parameters: 0, output: null, layers });

test("a layer's numbers are those of all its tensors together", () => {
  const row = layerRow("G", layer("up1", [3, 4]), null);
  expect([row.id, row.parameters, row.dead]).toEqual(["G.up1", 76, 0.25]);
  expectClose([row.weight as number, row.gradient as number], [5, 0.3], { rtol: 1e-15, atol: 0 });
});

test("norms of a step count in place of the checkpoint's, and what they do not have is not known", () => {
  const row = layerRow(
    "G",
    layer("up1", [3, 4]),
    new Map([
      ["weight:G.up1.weight", 12],
      ["weight:G.up1.bias", 5],
    ]),
  );
  expect([row.weight, row.gradient]).toEqual([13, null]);
});

test("no length is known of nothing, and that of a tensor of zeros is 0", () => {
  expect([together([]), together([null]), together([null, 0])]).toEqual([null, null, 0]);
});

test("blocks are layers one after the other whose names begin alike", () => {
  const blocks = blocksOf(
    net(layer("up1", [1]), layer("up1.norm", [1]), layer("up10", [1]), layer("up1.late", [1])),
    null,
  );
  expect(blocks.map(({ name, rows }) => [name, rows.length])).toEqual([
    ["up1", 2],
    ["up10", 1],
    ["up1", 1],
  ]);
  expectClose([blocks[0]?.weight as number], [Math.SQRT2], { rtol: 1e-15, atol: 0 });
});

test("a search finds by name, kind in any language, and tensor; all its words count", () => {
  const blocks = blocksOf(net(layer("up1", [1, 1]), layer("up2", [1], "linear")), null);
  const found = (query: string) =>
    filteredBlocks(blocks, query, (kind) => (kind === "conv" ? "卷积" : "全连接")).flatMap(({ rows }) =>
      rows.map(({ id }) => id),
    );
  expect(found("")).toEqual(["G.up1", "G.up2"]);
  expect(found("卷积")).toEqual(["G.up1"]);
  expect(found("BIAS up")).toEqual(["G.up1"]);
  expect(found("bias up2")).toEqual([]);
});
