/** @file A film as video, packed by the browser's own encoder: every picture is in it, for its time, however busy the machine. */
import { CallError } from "./calls.ts";
import type { FilmWriter, WriterOptions } from "./film-writer.ts";
import { type WebmOptions, type WebmWriter, webmWriter } from "./webm.ts";

/** Of WebCodecs' quantizer, 0 … 63: less is finer, and edges of enlarged pixels stay edges. */
const QUANTIZER = 8;
/** Where a browser knows rates alone: bits a pixel. */
const BITS = 6;

/** So many pictures follow a whole one, for players begin at those. */
const DEPENDENT = 30;
const LONGEST = 30_000;

/** So many pictures may wait for the encoder. */
const WAITING = 4;

const NONE = {
  en: "this browser packs video neither as VP9 nor as VP8; another format has the same pictures",
  zh: "此浏览器既不能编码 VP9，也不能编码 VP8；请换一种格式，画面是一样的",
};

interface Packing {
  readonly codec: WebmOptions["codec"];
  readonly config: VideoEncoderConfig;
}

/** The best first. */
function packings({ width, height, milliseconds }: WriterOptions): Packing[] {
  const framerate = 1000 / milliseconds;
  const shared = { width, height, framerate, latencyMode: "quality" } as const;
  const rate = { ...shared, bitrate: Math.ceil(width * height * framerate * BITS) };
  const vp9 = "vp09.00.62.08"; // of any size, 8 bits
  return [
    { codec: "V_VP9", config: { ...shared, codec: vp9, bitrateMode: "quantizer" } },
    { codec: "V_VP9", config: { ...rate, codec: vp9 } },
    { codec: "V_VP8", config: { ...rate, codec: "vp8" } },
  ];
}

async function packingOf(options: WriterOptions): Promise<Packing> {
  for (const packing of packings(options)) {
    const { supported } = await VideoEncoder.isConfigSupported(packing.config).catch(() => ({ supported: false }));
    if (supported) return packing;
  }
  throw new CallError({ code: null, sentence: NONE });
}

/** @throws CallError where the browser has no encoder for it */
export async function videoWriter(options: WriterOptions): Promise<FilmWriter> {
  const packing = await packingOf(options);
  const webm = webmWriter({ ...options, codec: packing.codec });
  const { encoder, failed } = encoderInto(webm, packing.config);
  const period = Math.max(1, Math.min(DEPENDENT, Math.floor(LONGEST / options.milliseconds)));
  let count = 0;
  const frame: FilmWriter["frame"] = async (rgba) => {
    while (encoder.encodeQueueSize > WAITING) await Promise.race([dequeued(encoder), failed]);
    if (encoder.state === "closed") await failed;
    const picture = pictureOf(rgba, options, count);
    const asked = { keyFrame: count % period === 0, vp9: { quantizer: QUANTIZER } };
    encoder.encode(picture, asked);
    picture.close();
    count += 1;
  };
  const finish = async (): Promise<Blob> => {
    await Promise.race([encoder.state === "closed" ? failed : encoder.flush(), failed]);
    encoder.close();
    return webm.finish(count * options.milliseconds);
  };
  return { frame, finish };
}

interface Encoding {
  readonly encoder: VideoEncoder;
  /** Rejects where the encoder fails, which closes it. */
  readonly failed: Promise<never>;
}

function encoderInto(webm: WebmWriter, config: VideoEncoderConfig): Encoding {
  let reject: (cause: Error) => void = () => {};
  const failed = new Promise<never>((_, no) => {
    reject = no;
  });
  failed.catch(() => {}); // thrown where the next picture is written
  const output: EncodedVideoChunkOutputCallback = (packed) => {
    const bytes = new Uint8Array(packed.byteLength);
    packed.copyTo(bytes);
    webm.add({ at: Math.round(packed.timestamp / 1000), packed: bytes, whole: packed.type === "key" });
  };
  const encoder = new VideoEncoder({ output, error: (cause) => reject(cause) });
  encoder.configure(config);
  return { encoder, failed };
}

const dequeued = (encoder: VideoEncoder): Promise<unknown> =>
  new Promise((resolve) => encoder.addEventListener("dequeue", resolve, { once: true }));

/** In microseconds, as encoders count. */
const pictureOf = (rgba: Uint8ClampedArray, { width, height, milliseconds }: WriterOptions, i: number): VideoFrame =>
  new VideoFrame(rgba as Uint8ClampedArray<ArrayBuffer>, {
    format: "RGBX",
    codedWidth: width,
    codedHeight: height,
    timestamp: Math.round(i * milliseconds * 1000),
    duration: Math.round(milliseconds * 1000),
  });
