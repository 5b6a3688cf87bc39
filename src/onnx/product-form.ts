/**
 * @file Convolutions as one product of matrices: a row for each output and a column for each place of the kernel and
 * channel it sees (im2col), which is what a kernel gradient needs to be one long sum.
 *
 *   y[r, o] = Σ_k patches(x)[r, k]·w[o, k]     w[o, k] = Σ_r y[r, o]·patches(x)[r, k]     patches(x) = y·w, added up
 *
 * A kernel as large as its image sees one patch, the image itself, and nothing needs to be moved.
 */
import { tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { add, constant, gather, matmul, pad, reshape, transpose } from "../graph/primitives.ts";
import type { Convolution } from "./convolution-choices.ts";
import type { ConvolutionForm } from "./convolution-form.ts";
import { type PatchPlan, patchPlaces, patchPlan, pixelPlaces } from "./product-plan.ts";

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

  const patches = (image: Node): Node => {
    const whole = framed(transpose(image, [0, 2, 3, 1]), plan);
    const rows = reshape(whole, [(N * down.extent * across.extent) / group, group * C]);
    return reshape(gather(rows, indices(patchPlaces(plan))), [outputs, places * C]);
  };
  const kernelRows = (kernel: Node): Node =>
    reshape(transpose(reshape(kernel, [O, C, places]), [0, 2, 1]), [O, places * C]);
  const outputRows = (output: Node): Node => reshape(transpose(output, [0, 2, 3, 1]), [outputs, O]);

  return {
    conv: (image, kernel) => {
      const rows = matmul(patches(image), kernelRows(kernel), { transposeB: true });
      return transpose(reshape(rows, [N, P, Q, O]), [0, 3, 1, 2]);
    },
    convTranspose: (output, kernel) => {
      const zero = pad(outputRows(output), [0, 0], [1, 0]); // for the places that no output sees
      const rows = reshape(matmul(zero, kernelRows(kernel)), [(outputs + 1) * places, C]);
      const parts = pixelPlaces(plan).map((part) => gather(rows, indices(part)));
      const image = parts.reduce((sum, part) => add(sum, part));
      return transpose(reshape(image, [N, H, W, C]), [0, 3, 1, 2]);
    },
    convWeight: (image, output) => {
      const rows = matmul(outputRows(output), patches(image), { transposeA: true });
      return reshape(transpose(reshape(rows, [O, places, C]), [0, 2, 1]), [O, C, kh, kw]);
    },
  };
}

const indices = (places: Int32Array<ArrayBuffer>): Node => constant(tensor("int32", [places.length], places));

/** The image `[N, H, W, C]` among zeros. */
function framed(image: Node, { down, across }: PatchPlan): Node {
  const [below, right] = [down, across].map(({ before, pixels, extent }) => extent - before - pixels) as [
    number,
    number,
  ];
  return pad(image, [0, down.before, across.before, 0], [0, below, right, 0]);
}
