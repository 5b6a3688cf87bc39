import { afterEach, expect, test, vi } from "vitest";
import { videoWriter } from "./video.ts";

const options = { width: 4, height: 2, milliseconds: 80 };
const rgba = new Uint8ClampedArray(4 * 2 * 4);

interface Encoder {
  /** Codec, then how it is rated. */
  readonly configured: string[];
  readonly whole: boolean[];
}

/** A browser whose encoder takes what `takes` says, and fails behind so many pictures. */
function browser(takes: (config: VideoEncoderConfig) => boolean, fails = Number.POSITIVE_INFINITY): Encoder {
  const seen: Encoder = { configured: [], whole: [] };
  class Fake extends EventTarget {
    static isConfigSupported = async (config: VideoEncoderConfig): Promise<{ supported: boolean }> => {
      return { supported: takes(config) };
    };
    state = "unconfigured";
    encodeQueueSize = 0;
    readonly init: VideoEncoderInit;
    constructor(init: VideoEncoderInit) {
      super();
      this.init = init;
    }
    configure({ codec, bitrateMode }: VideoEncoderConfig): void {
      this.state = "configured";
      seen.configured.push(`${codec} ${bitrateMode ?? "rate"}`);
    }
    encode({ timestamp }: VideoFrame, { keyFrame }: VideoEncoderEncodeOptions): void {
      seen.whole.push(keyFrame === true);
      if (seen.whole.length > fails) {
        this.state = "closed";
        this.init.error(new DOMException("out of memory", "EncodingError"));
        return;
      }
      const chunk = { timestamp, type: keyFrame ? "key" : "delta", byteLength: 1, copyTo: () => {} };
      this.init.output(chunk as unknown as EncodedVideoChunk);
    }
    flush = async (): Promise<void> => {};
    close = (): void => {};
  }
  vi.stubGlobal("VideoEncoder", Fake);
  const frame = class {
    timestamp: number;
    constructor(_: unknown, init: VideoFrameBufferInit) {
      this.timestamp = init.timestamp;
    }
    close(): void {}
  };
  vi.stubGlobal("VideoFrame", frame);
  return seen;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each<[string, (config: VideoEncoderConfig) => boolean, string]>([
  ["all", () => true, "vp09.00.62.08 quantizer"],
  ["rates alone", ({ bitrate = 0 }) => bitrate > 0, "vp09.00.62.08 rate"],
  ["VP8 alone", ({ codec }) => codec === "vp8", "vp8 rate"],
])("a browser that knows %s packs by the best of it", async (_, takes, codec) => {
  const { configured } = browser(takes);
  await videoWriter(options);
  expect(configured).toEqual([codec]);
});

test("one that knows nothing of it says so, in both languages", async () => {
  browser(() => false);
  await expect(videoWriter(options)).rejects.toMatchObject({
    failure: { sentence: { en: expect.stringContaining("another format"), zh: expect.stringContaining("换一种格式") } },
  });
});

test.each([
  ["thirty pictures", 80, 62, [0, 30, 60]],
  ["the longest cluster", 20_000, 4, [0, 1, 2, 3]],
  ["a second each", 1000, 62, [0, 30, 60]],
])("a whole picture begins after %s", async (_, milliseconds, count, wanted) => {
  const { whole } = browser(() => true);
  const { frame, finish } = await videoWriter({ ...options, milliseconds });
  for (let i = 0; i < count; i += 1) await frame(rgba, "");
  await finish();
  expect(whole.flatMap((one, i) => (one ? [i] : []))).toEqual(wanted);
});

test("an encoder that fails ends the film with its own words, at the next picture or the end", async () => {
  browser(() => true, 1);
  const first = await videoWriter(options);
  await first.frame(rgba, "");
  await first.frame(rgba, "");
  await expect(first.frame(rgba, "")).rejects.toThrow("out of memory");
  browser(() => true, 1);
  const second = await videoWriter(options);
  await second.frame(rgba, "");
  await second.frame(rgba, "");
  await expect(second.finish()).rejects.toThrow("out of memory");
});
