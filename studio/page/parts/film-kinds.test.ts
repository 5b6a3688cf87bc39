import { expect, test } from "vitest";
import { canWrite, FILM_KINDS, type FilmTools } from "./film-kinds.ts";

test.each<[readonly string[], FilmTools]>([
  [["gif"], {}],
  [["gif", "apng", "png"], { CompressionStream: {} }],
  [["gif", "webm"], { VideoEncoder: {} }],
  [["gif", "apng", "png", "webm"], { CompressionStream: {}, VideoEncoder: {} }],
])("%j: what compresses needs the browser's own compression, video its encoder; GIF needs nothing", (able, tools) => {
  expect(FILM_KINDS.filter((kind) => canWrite(kind, tools))).toEqual(able);
});
