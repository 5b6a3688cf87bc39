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
  const frame = frameOf(convolution);
  const [outputs, places] = [N * P * Q, kh * kw];

  const patches = (image: Node): Node => {
    const whole = frame.around(transpose(image, [0, 2, 3, 1]));
    const rows = reshape(whole, [(N * frame.height * frame.width) / frame.group, frame.group * C]);
    return reshape(gather(rows, frame.patchPlaces()), [outputs, places * C]);
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
      const parts = frame.pixelPlaces().map((part) => gather(rows, part));
      const image = parts.reduce((sum, part) => add(sum, part));
      return transpose(reshape(image, [N, H, W, C]), [0, 3, 1, 2]);
    },
    convWeight: (image, output) => {
      const rows = matmul(outputRows(output), patches(image), { transposeA: true });
      return reshape(transpose(reshape(rows, [O, places, C]), [0, 2, 1]), [O, C, kh, kw]);
    },
  };
}

/**
 * The image among zeros, and which of its pixels each patch holds. Pixels side by side move together where every patch
 * begins at a multiple of their number.
 */
function frameOf(convolution: Convolution) {
  const { padding, stride, dilation } = convolution;
  const { x, w, y } = convolution;
  const [N, , H, W] = x;
  const [, , kh, kw] = w;
  const [, , P, Q] = y;
  const [top, left] = padding;
  const reach = (axis: 0 | 1, outputs: number, kernel: number): number =>
    stride[axis] * (outputs - 1) + dilation[axis] * (kernel - 1) + 1;
  const group = dilation[1] === 1 && kw % stride[1] === 0 ? stride[1] : 1;
  const height = Math.max(top + H, reach(0, P, kh));
  const width = Math.ceil(Math.max(left + W, reach(1, Q, kw)) / group) * group;

  const around = (image: Node): Node => {
    const zeros = [height - top - H, width - left - W] as const;
    return pad(image, [0, top, left, 0], [0, zeros[0], zeros[1], 0]);
  };
  const patchPlaces = (): Node => {
    const at = new Int32Array((N * P * Q * kh * kw) / group);
    let next = 0;
    for (let n = 0; n < N; n += 1)
      for (let p = 0; p < P; p += 1)
        for (let q = 0; q < Q; q += 1)
          for (let i = 0; i < kh; i += 1)
            for (let j = 0; j < kw; j += group) {
              const row = n * height + p * stride[0] + i * dilation[0];
              at[next++] = (row * width + q * stride[1] + j * dilation[1]) / group;
            }
    return constant(tensor("int32", [at.length], at));
  };
  /** For each pixel, and each of the outputs that may see it: the row of (output, place); else one of the zeros. */
  const pixelPlaces = (): Node[] => {
    const rows = seenBy(H, top, stride[0], dilation[0], kh, P);
    const columns = seenBy(W, left, stride[1], dilation[1], kw, Q);
    const [down, across] = [rows, columns].map((seen) => Math.max(1, ...seen.map(({ length }) => length))) as [
      number,
      number,
    ];
    return Array.from({ length: down * across }, (_, part) => {
      const at = new Int32Array(N * H * W);
      let next = 0;
      for (let n = 0; n < N; n += 1)
        for (const row of rows)
          for (const column of columns) {
            const [vertical, horizontal] = [row[Math.floor(part / across)], column[part % across]];
            at[next++] =
              vertical === undefined || horizontal === undefined
                ? N * P * Q * kh * kw
                : ((n * P + vertical.output) * Q + horizontal.output) * kh * kw +
                  vertical.place * kw +
                  horizontal.place;
          }
      return constant(tensor("int32", [at.length], at));
    });
  };
  return { height, width, group, around, patchPlaces, pixelPlaces };
}

interface Seen {
  readonly output: number;
  readonly place: number;
}

/** Of each pixel of one axis: the outputs that see it, and at which place of the kernel. */
function seenBy(
  pixels: number,
  before: number,
  stride: number,
  dilation: number,
  kernel: number,
  outputs: number,
): readonly (readonly Seen[])[] {
  return Array.from({ length: pixels }, (_, pixel) =>
    Array.from({ length: kernel }, (_, place) => ({
      place,
      output: (pixel + before - place * dilation) / stride,
    })).filter(({ output }) => Number.isInteger(output) && output >= 0 && output < outputs),
  );
}
