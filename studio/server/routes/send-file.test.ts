/** @file Files that go while they are asked for, and parts of files. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { expect, test } from "vitest";
import { ASK_AGAIN, partOf, sendFile } from "./send-file.ts";

test("a file that was deleted since it was found is not there, and no fault of the server's", async () => {
  const request = { url: "/api/runs/a/files/samples/000001.png?v=1", headers: {} } as FastifyRequest;
  const path = "/nowhere/samples/000001.png";
  await expect(sendFile(request, {} as FastifyReply, path, ASK_AGAIN)).rejects.toMatchObject({
    code: "E606",
    parameters: { path: "/api/runs/a/files/samples/000001.png" },
  });
});

test.each([
  [undefined, null],
  ["bytes=0-9", { start: 0, end: 9 }],
  ["bytes=90-", { start: 90, end: 99 }],
  ["bytes=90-400", { start: 90, end: 99 }],
  ["bytes=-10", { start: 90, end: 99 }],
  ["bytes=-400", { start: 0, end: 99 }],
  ["bytes=100-", "none"],
  ["bytes=9-1", "none"],
  ["bytes=-0", "none"],
  ["bytes=-", null],
  ["bytes=0-1,4-5", null],
  ["lines=1-2", null],
])("of 100 bytes, %s", (header, part) => expect(partOf(header, 100)).toEqual(part));
