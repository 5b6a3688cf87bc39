/**
 * @file Convolutions as one product of matrices: a row for each output and a column for each place of the kernel and
 * channel it sees (im2col), which is what a kernel gradient needs to be one long sum.
 *
 *   y[r, o] = Σ_k patches(x)[r, k]·w[o, k]     w[o, k] = Σ_r y[r, o]·patches(x)[r, k]     patches(x) = y·w, added up
 *
 * A kernel as large as its image sees one patch, the image itself, and nothing needs to be moved.
 */
import type { Node } from "../graph/node.ts";
import { add, gather, matmul, pad, reshape, transpose } from "../graph/primitives.ts";
import type { Convolution } from "./convolution-choices.ts";
import type { ConvolutionForm } from "./convolution-form.ts";
import { framed, indices, once, toChannelsFirst, toChannelsLast } from "./form-parts.ts";
import { patchPlaces, patchPlan, pixelPlaces } from "./product-plan.ts";

export const productForm = (convolution: Convolution): ConvolutionForm =>
  seesWholeImage(convolution) ? wholeImageForm(convolution) : patchForm(convolution);

const seesWholeImage = ({ x, w, padding }: Convolution): boolean =>
  x[2] === w[2] && x[3] === w[3] && padding.every((zeros) => zeros === 0);

function wholeImageForm({ x, w, y }: Convolution): ConvolutionForm {
  const flat = (node: Node): Node =>
    reshape(node, [node.shape[0] as number, node.shape.slice(1).reduce((a, b) => a * b)]);
  return {
    conv: (image, kernel) => reshape(matmul(flat(image), flat(kernel), { transposeB: true }), y),
    convTranspose: (output, kernel) => reshape(matmul(flat(output), flat(kernel)), x),
    convWeight: (image, output) => reshape(matmul(flat(output), flat(image), { transposeA: true }), w),
  };
}

/** Whether patches would hold more than `most` numbers. */
export const patchesExceed = ({ w, y }: Convolution, most: number): boolean =>
  y[0] * y[2] * y[3] * w.slice(1).reduce((a, b) => a * b) > most;

function patchForm(convolution: Convolution): ConvolutionForm {
  const { x, w, y } = convolution;
  const [N, C, H, W] = x;
  const [O, , kh, kw] = w;
  const [, , P, Q] = y;
  const plan = patchPlan(convolution);
  const { down, across, group } = plan;
  const [outputs, places] = [N * P * Q, kh * kw];
  const taken = once(() => indices(patchPlaces(plan)));
  const parts = once(() => pixelPlaces(plan).map(indices));

  const patches = (image: Node): Node => {
    const whole = framed(toChannelsLast(image), [down.before, across.before], [down.extent, across.extent]);
    const rows = reshape(whole, [(N * down.extent * across.extent) / group, group * C]);
    return reshape(gather(rows, taken()), [outputs, places * C]);
  };
  const kernelRows = (kernel: Node): Node =>
    reshape(transpose(reshape(kernel, [O, C, places]), [0, 2, 1]), [O, places * C]);
  const outputRows = (output: Node): Node => reshape(toChannelsLast(output), [outputs, O]);

  return {
    conv: (image, kernel) => {
      const rows = matmul(patches(image), kernelRows(kernel), { transposeB: true });
      return toChannelsFirst(reshape(rows, [N, P, Q, O]));
    },
    convTranspose: (output, kernel) => {
      const zero = pad(outputRows(output), [0, 0], [1, 0]); // for the places that no output sees
      const rows = reshape(matmul(zero, kernelRows(kernel)), [(outputs + 1) * places, C]);
      const pixels = parts().map((part) => gather(rows, part));
      const image = pixels.reduce((sum, part) => add(sum, part));
      return toChannelsFirst(reshape(image, [N, H, W, C]));
    },
    convWeight: (image, output) => {
      const rows = matmul(outputRows(output), patches(image), { transposeA: true });
      return reshape(transpose(reshape(rows, [O, places, C]), [0, 2, 1]), [O, C, kh, kw]);
    },
  };
}
