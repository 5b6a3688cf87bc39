import { expect, test } from "vitest";
import { type ErrorParameters, errorSentence } from "../messages/errors.ts";
import { type NodeDevice, nodeRuntime } from "./ort.node.ts";

const known = ["wasm", "webgpu"];

test.each([
  [
    { device: "tpu", problem: "unknown", known },
    "device tpu cannot be used here: there is none of that name. Choose one of wasm, webgpu.",
    "无法在此使用设备 tpu：没有这个名称的设备。可选：wasm、webgpu。",
  ],
  [
    { device: "webgpu", problem: "no-webgpu", known },
    "device webgpu cannot be used here: this page has no WebGPU. " +
      "Serve it from https or localhost, open it in a browser that has WebGPU, or choose wasm.",
    "无法在此使用设备 webgpu：此页面没有 WebGPU。请通过 https 或 localhost 提供页面，换用支持 WebGPU 的浏览器，或改选 wasm。",
  ],
  [
    { device: "webgpu", problem: "no-adapter", known },
    "device webgpu cannot be used here: WebGPU finds no graphics card. " +
      "Update its driver, or choose the processor: cpu in Node, wasm in a page.",
    "无法在此使用设备 webgpu：WebGPU 找不到可用的显卡。请更新显卡驱动，或改用处理器：在 Node 中选 cpu，在页面中选 wasm。",
  ],
  [
    { device: "cuda", problem: "no-cuda", known },
    "device cuda cannot be used here: the libraries of CUDA do not load. " +
      "Install CUDA 12 and cuDNN 9, or choose webgpu or cpu.",
    "无法在此使用设备 cuda：无法加载 CUDA 的库。请安装 CUDA 12 和 cuDNN 9，或改选 webgpu 或 cpu。",
  ],
] satisfies [ErrorParameters<"E402">, string, string][])("E402, %o", (parameters, en, zh) => {
  expect(errorSentence("E402", parameters, "en")).toBe(en);
  expect(errorSentence("E402", parameters, "zh")).toBe(zh);
});

test("a device of another name", () => {
  expect(() => nodeRuntime({ device: "wasm" as NodeDevice })).toThrow(
    "device wasm cannot be used here: there is none of that name. Choose one of cpu, webgpu, cuda.",
  );
});
