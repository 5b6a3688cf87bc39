/** @file Every sentence of the Studio's server, in both languages. The table is exhaustive by its type. */
import { testSentences } from "../../test/sentences.ts";
import { studioErrors as en } from "./en/errors-studio.ts";
import { studioErrors as zh } from "./zh/errors-studio.ts";

type Codes = typeof en;
type Examples = { readonly [C in keyof Codes]: readonly Parameters<Codes[C]>[0][] };

const examples: Examples = {
  E600: (["missing", "file", "run", "foreign"] as const).map((problem) => ({
    path: "/home/a/runs",
    problem,
    seen: ["a", "b", "c", "d", "e", "f", "g", "h"],
    above: "/home/a",
  })),
  E601: [
    { host: "127.0.0.1", port: 7788, last: 7807, reason: "EADDRINUSE" },
    { host: "10.0.0.9", port: 7788, last: 7788, reason: "EADDRNOTAVAIL" },
    { host: "127.0.0.1", port: 80, last: 80, reason: "EACCES" },
  ],
  E602: [{}],
  E603: [{ header: "Host", value: "evil.example:7788" }],
  E604: [{}],
  E605: [
    { header: "x-gantry-studio", expected: "1", got: "2" },
    { header: "content-type", expected: "application/json", got: null },
  ],
  E606: [{ path: "/api/rums" }],
  E607: [{ id: "0007-cats" }],
  E608: [{ name: "points", expected: "a whole number from 3 to 2000", got: '"many"' }],
  E609: [{ problem: "Request body is too large" }],
  E610: [{ id: "0007-cats" }],
  E611: [{ code: "exit code 1", log: "/tmp/gantry-start/log.txt" }],
  E612: [{ method: "DELETE", path: "/api/runs" }],
  E613: [{ path: "dist/studio/page/index.html" }],
  E614: [{ id: "0007-cats" }],
  E615: [{ problem: "EIO" }],
  E616: [{ id: "0007-cats", file: "generator.onnx" }],
  E617: [{}],
  E619: [{ id: "0007-cats" }],
  E620: [{ code: "SIGKILL", log: "/tmp/gantry-studio/log.txt" }],
  E621: [{ minutes: 15, log: "/tmp/gantry-studio/log.txt" }],
  E618: [{ entry: "20261121T080455123Z" }],
  E630: [{}],
  W601: [{ taken: 7788, port: 7789 }],
  W603: [{ problem: "no port from 7788 to 7807 is free" }],
  W602: [{ host: "0.0.0.0" }],
};

testSentences(en, zh, examples);
