/**
 * @file Large products in float64 by ONNX Runtime: a · bᵀ as one MatMul over a model with free extents.
 *
 * float64 is what only the processor's kernels have, so there is no device to choose. It runs at half the speed of
 * float32, which is 20 to 40 times that of a loop in JavaScript.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix, RowProducts } from "../base/matrix.ts";
import { modelWriter } from "../onnx/model.ts";
import type { OrtPlatform, OrtTensor } from "./ort.ts";

/** Products, until they are released. */
export interface RowProductsSession {
  readonly products: RowProducts;
  readonly release: () => Promise<void>;
}

/** @param platform of a processor @throws E111 from `products`, for rows of different lengths */
export async function ortRowProducts(platform: OrtPlatform): Promise<RowProductsSession> {
  const session = await platform.openSession(productModel(), [], true);
  const feed = ({ rows, columns, values }: Matrix): OrtTensor => {
    const data = values instanceof Float64Array ? values : new Float64Array(values);
    return platform.tensor("float64", data, [rows, columns]);
  };
  return {
    release: () => session.release(),
    products: async (a, b) => {
      if (a.columns !== b.columns) {
        const [left, right] = [a, b].map(({ rows, columns }) => [rows, columns]) as [number[], number[]];
        throw new GantryError("E111", { where: "rowProducts", left, right });
      }
      const shape = { rows: a.rows, columns: b.rows };
      if (a.rows * b.rows * a.columns === 0) return { ...shape, values: new Float64Array(a.rows * b.rows) };
      const { product } = await session.run({ a: feed(a), b: feed(b) });
      return { ...shape, values: product?.data as Float64Array };
    },
  };
}

/** Extents stand as names, so one session takes matrices of any size. */
function productModel(): Uint8Array<ArrayBuffer> {
  const model = modelWriter("row-products");
  model.input("a", "float64", ["n", "d"]);
  model.input("b", "float64", ["m", "d"]);
  const columns = model.node("Transpose", ["b"], { perm: [1, 0] });
  model.output("product", "float64", ["n", "m"], model.node("MatMul", ["a", columns]));
  return model.finish().bytes;
}
