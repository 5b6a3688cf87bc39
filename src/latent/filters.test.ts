import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { tinyDcgan, tinyPerceptrons } from "../../test/tiny-trained.ts";
import { fillUniform } from "../base/random.ts";
import { floatTensor } from "../base/tensor.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { asPictures, filterPictures, filterResponses, focusOf, rowsAt, strongestFilters } from "./filters.ts";

const runtime = referenceRuntime();
const trained = tinyDcgan();
const items = floatTensor(
  [5, 1, 16, 16],
  fillUniform({ seed: 2, stream: "x", counter: 0 }, new Float32Array(5 * 256), -1, 1),
);

describe("what filters respond to", () => {
  test("the last layer with maps, and the item with the largest response of each", async () => {
    const { responses, layer } = await filterResponses(runtime, trained, items);
    expect([layer, responses.shape]).toEqual([2, [5, 8]]);
    const best = strongestFilters(responses, 3);
    expect(best).toHaveLength(3);
    for (const { filter, item, response } of best) {
      const column = Array.from({ length: 5 }, (_, i) => responses.data[i * 8 + filter] as number);
      expect([Math.max(...column), column.indexOf(response)]).toEqual([response, item]);
    }
    expect(best[0]?.response).toBe(Math.max(...responses.data));
  });

  test("a picture is zero outside what the filter's strongest place sees", async () => {
    const { responses, layer } = await filterResponses(runtime, trained, items, 1);
    const filters = strongestFilters(responses, 2);
    const { pictures, items: shown } = await filterPictures(runtime, trained, items, { filters, layer });
    expect([pictures.shape, shown.shape]).toEqual([
      [2, 1, 16, 16],
      [2, 1, 16, 16],
    ]);
    expectClose(
      shown.data,
      rowsAt(
        items,
        filters.map(({ item }) => item),
      ).data,
      { rtol: 0, atol: 0 },
    );
    for (const start of [0, 256]) {
      const lit = Array.from(pictures.data.subarray(start, start + 256).keys()).filter(
        (i) => pictures.data[start + i] !== 0,
      );
      const rows = lit.map((i) => Math.floor(i / 16));
      expect(lit.length).toBeGreaterThan(0);
      expect(Math.max(...rows) - Math.min(...rows)).toBeLessThan(4); // a kernel of the first layer is 4×4
    }
  });

  test("networks without maps are refused, and layers that are not there", async () => {
    const flat = floatTensor([2, 1, 8, 8], new Float32Array(128));
    await expect(filterResponses(runtime, tinyPerceptrons(), flat)).rejects.toThrow("D has no feature maps");
    await expect(filterResponses(runtime, trained, items, 9)).rejects.toThrow("--layer 9");
  });
});

test("gradients as pictures keep zero in the middle", () => {
  const pictures = asPictures(floatTensor([2, 1, 1, 3], [0, 2, -4, 0, 0, 0]));
  expectClose(pictures.data, [0, 0.5, -1, 0, 0, 0], { rtol: 0, atol: 0 });
});

test("focus is the share of pixels with half of the energy", () => {
  const even = floatTensor([1, 1, 2, 5], new Float32Array(10).fill(-3));
  const peak = floatTensor([1, 1, 2, 5], [0, 0, 0, 9, 1, 1, 1, 1, 1, 1]);
  expectClose([focusOf(even), focusOf(peak)], [0.5, 0.1], { rtol: 0, atol: 0 });
});
