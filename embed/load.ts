/**
 * @file Fetches the generator and ONNX Runtime's WebAssembly, both from beside the script.
 *
 * A page that was double-clicked (`file:`) may fetch nothing; there `offline.js` holds both as text.
 */
import {
  type Generator,
  openGenerator,
  unpackedFile,
  type WebDevice,
  type WebRuntimeOptions,
} from "gantry/runtime/web";

export interface Loaded {
  readonly generator: Generator;
  readonly device: WebDevice;
}

/** What `offline.js` puts into the page: files by name, gzip in base64. */
declare global {
  var gantryOffline: Readonly<Record<string, string>> | undefined;
}

/** Where this script came from; it is known only while the script begins. */
const home: string = (document.currentScript as HTMLScriptElement | null)?.src ?? location.href;

const WASM: Readonly<Record<WebDevice, string>> = {
  wasm: "ort-wasm-simd-threaded.wasm",
  webgpu: "ort-wasm-simd-threaded.asyncify.wasm",
};

/** @param src address of the model, relative to the page @param wanted `webgpu`, `wasm`, or null for what there is */
export async function loadGenerator(src: string, wanted: string | null): Promise<Loaded> {
  const packed = location.protocol === "file:";
  const device = (wanted ?? (packed ? "wasm" : await bestDevice())) as WebDevice;
  const files = packed ? await fromText(src) : await fromServer(src, device);
  const options: WebRuntimeOptions = { device, threads: 1, wasmPaths: { wasm: files.wasm } };
  return { generator: await openGenerator(files.model, src, options), device };
}

interface Files {
  readonly model: Uint8Array<ArrayBuffer>;
  /** An address. */
  readonly wasm: string;
}

async function fromServer(src: string, device: WebDevice): Promise<Files> {
  const address = new URL(src, document.baseURI);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.href}: ${answer.status} ${answer.statusText}`);
  return { model: new Uint8Array(await answer.arrayBuffer()), wasm: new URL(`ort/${WASM[device]}`, home).href };
}

async function fromText(src: string): Promise<Files> {
  const texts = globalThis.gantryOffline ?? (await offlineTexts());
  const bytesOf = async (name: string, type: string): Promise<Blob> => {
    const text = texts[name];
    if (text === undefined) throw new Error(`offline.js has no ${name}; it has ${Object.keys(texts).join(", ")}`);
    return unpackedFile(text, type);
  };
  const model = await bytesOf(src, "application/octet-stream");
  const wasm = await bytesOf(WASM.wasm, "application/wasm");
  return { model: new Uint8Array(await model.arrayBuffer()), wasm: URL.createObjectURL(wasm) };
}

/** A script is the one thing that a page from a folder may load. */
async function offlineTexts(): Promise<Readonly<Record<string, string>>> {
  const script = Object.assign(document.createElement("script"), { src: new URL("offline.js", home).href });
  await new Promise<void>((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${script.src} is not there; export the run again, or serve the folder`));
    document.head.append(script);
  });
  return globalThis.gantryOffline ?? {};
}

async function bestDevice(): Promise<WebDevice> {
  const gpu = (navigator as { readonly gpu?: GPU }).gpu;
  return gpu !== undefined && (await gpu.requestAdapter()) !== null ? "webgpu" : "wasm";
}
