import { expect, test } from "vitest";
import { canWrite, FILM_KINDS, type FilmTools, webmType } from "./film-kinds.ts";

const recorder = (...codecs: string[]): NonNullable<FilmTools["MediaRecorder"]> => ({
  isTypeSupported: (type) => codecs.some((codec) => type === `video/webm;codecs=${codec}`),
});
const canvas = { prototype: { captureStream: () => {} } };

test.each<[string, FilmTools, string | undefined]>([
  ["both", { MediaRecorder: recorder("vp8", "vp9"), HTMLCanvasElement: canvas }, "video/webm;codecs=vp9"],
  ["the older codec", { MediaRecorder: recorder("vp8"), HTMLCanvasElement: canvas }, "video/webm;codecs=vp8"],
  ["a recorder of MP4 alone", { MediaRecorder: recorder(), HTMLCanvasElement: canvas }, undefined],
  ["no recorder", { HTMLCanvasElement: canvas }, undefined],
  [
    "canvases that cannot be filmed",
    { MediaRecorder: recorder("vp9"), HTMLCanvasElement: { prototype: {} } },
    undefined,
  ],
])("WebM with %s", (_, tools, type) => {
  expect(webmType(tools)).toBe(type);
  expect(canWrite("webm", tools)).toBe(type !== undefined);
});

test("what compresses needs the browser's own compression; GIF needs nothing", () => {
  const able = (tools: FilmTools): string[] => FILM_KINDS.filter((kind) => canWrite(kind, tools));
  expect(able({})).toEqual(["gif"]);
  expect(able({ CompressionStream: {} })).toEqual(["gif", "apng", "png"]);
});
