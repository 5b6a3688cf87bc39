/**
 * @file The kernel that TensorFlow.js's WebAssembly backend lacks: without `Conv2DBackpropFilter` no convolution can be
 * trained there. Composed of what the backend has, so that the rest of a training step can be measured:
 *
 *   dW[i, j] = (x at rows i + 2r, columns j + 2s)ᵀ · dy        one slice and one product for each element of the kernel
 *
 * x padded to what the kernel reaches, `[N, H, W, C]`; dy `[N, H', W', O]`; dW `[kh, kw, C, O]`.
 */
import * as tf from "@tensorflow/tfjs-core";

/** Registers it for the backend `wasm`; from then on its convolutions train. */
export function giveWasmItsFilterGradient(): void {
  if (tf.getKernel("Conv2DBackpropFilter", "wasm") !== undefined) return;
  tf.registerKernel({
    kernelName: "Conv2DBackpropFilter",
    backendName: "wasm",
    kernelFunc: filterGradient as unknown as tf.KernelFunc,
  });
}

interface Call {
  readonly inputs: { readonly x: tf.Tensor4D; readonly dy: tf.Tensor4D };
  readonly attrs: Pick<tf.Conv2DBackpropFilterAttrs, "strides" | "pad" | "filterShape">;
}

function filterGradient({ inputs: { x, dy }, attrs: { strides, pad, filterShape } }: Call): tf.Tensor {
  const { padInfo, strideHeight, strideWidth } = tf.backend_util.computeConv2DInfo(
    x.shape,
    filterShape,
    strides,
    1,
    pad as "same",
  );
  const [kh, kw, channels, out] = filterShape;
  const [count, rows, columns] = dy.shape;
  return tf.tidy(() => {
    const { top, bottom, left, right } = padInfo;
    const padded = tf.pad(x, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]);
    const slope = tf.reshape(dy, [-1, out]);
    const products = Array.from({ length: kh * kw }, (_, at) => {
      const [i, j] = [Math.floor(at / kw), at % kw];
      const end = [count, i + strideHeight * (rows - 1) + 1, j + strideWidth * (columns - 1) + 1, channels];
      const seen = tf.stridedSlice(padded, [0, i, j, 0], end, [1, strideHeight, strideWidth, 1]);
      const across = tf.transpose(tf.reshape(seen, [-1, channels])); // [C, N·H'·W']
      return tf.matMul(across as tf.Tensor2D, slope as tf.Tensor2D);
    });
    return tf.reshape(tf.stack(products), filterShape);
  });
}
