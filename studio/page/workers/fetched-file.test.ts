import { afterEach, expect, test, vi } from "vitest";
import { CallError } from "./calls.ts";
import { bytesOf } from "./fetched-file.ts";

afterEach(() => vi.unstubAllGlobals());

const sentences = { en: "the state is torn", zh: "状态文件已损坏" };
const torn = (): Response =>
  Response.json({ error: { code: "E511", sentence: sentences } }, { status: 409, statusText: "Conflict" });
const failureOf = async (answer: () => Response): Promise<unknown> => {
  vi.stubGlobal("fetch", async () => answer());
  const cause: unknown = await bytesOf("http://here/generators/20.onnx", "generator.onnx").catch((error) => error);
  return cause instanceof CallError ? cause.failure : cause;
};

test("what the server refuses is said in its words, in both languages", async () => {
  expect(await failureOf(torn)).toEqual({ code: "E511", sentence: sentences });
});

test("an answer that is none of the server's is said by its status", async () => {
  const said = "generator.onnx: 502 Bad Gateway";
  const proxy = (): Response => new Response("<html>", { status: 502, statusText: "Bad Gateway" });
  expect(await failureOf(proxy)).toEqual({ code: null, sentence: { en: said, zh: said } });
});

test("bytes come from an address or from a file that was handed over", async () => {
  vi.stubGlobal("fetch", async () => new Response(Uint8Array.of(1, 2)));
  expect(await bytesOf("http://here/generator.onnx", "generator.onnx")).toEqual(Uint8Array.of(1, 2));
  expect(await bytesOf(new Blob([Uint8Array.of(3)]), "generator.onnx")).toEqual(Uint8Array.of(3));
});
