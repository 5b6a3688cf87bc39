/** @file The Studio's server from outside: whom it lets in, and that nothing a request says makes it fail or leads out. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunList } from "../../studio/api/index.ts";
import { errorOf, SECRET, type ServedFolder, serveFolder } from "./studio-folder.ts";
import { type Answer, type StudioProcess, send, startStudio } from "./studio-process.ts";

let served: ServedFolder;
let studio: StudioProcess;
let name: string;
let folder: string;
let runs: string;

beforeAll(async () => {
  served = await serveFolder();
  ({ studio, name, folder, runs } = served);
});

afterAll(async () => {
  await served?.close();
});

describe("whom it lets in", () => {
  test("nobody without token or cookie, whatever they ask", async () => {
    for (const path of [
      "/",
      "/api/runs",
      `/api/runs/${name}`,
      "/api/events",
      "/assets/x.js",
      "/nothing",
      "/?token=x",
    ]) {
      expect((await studio.raw(path)).status, path).toBe(403);
    }
    const page = await studio.raw("/", { headers: { "accept-language": "zh-CN,en;q=.5" } });
    expect(String(page.body)).toMatch(/请用 gantry studio 打印的完整地址/);
    const cookie = studio.cookie.replace(/.$/, "_");
    expect((await studio.raw("/api/runs", { headers: { cookie } })).status).toBe(403);
  });

  test("the token becomes a cookie that scripts and other sites do not get", async () => {
    const { search } = new URL(studio.url);
    const entered = await studio.raw(`/${search}&lang=zh%0d%0aX-Injected:%201`);
    expect(entered).toMatchObject({ status: 303, headers: { location: "/?lang=zh%0D%0AX-Injected%3A+1" } });
    expect(entered.headers["set-cookie"]?.[0]).toMatch(
      /^gantry-studio-\d+=\d{10}\.[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/,
    );
    expect(entered.headers).not.toHaveProperty("x-injected");
    const linked = await studio.raw(`/${search}`, {
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
    });
    expect(linked.status).toBe(200);
    expect(String(linked.body)).toContain('http-equiv="refresh"');
  });

  test("no other Host, Origin or site", async () => {
    const strange: Record<string, string>[] = [
      { host: `evil.example:${studio.port}` },
      { host: "127.0.0.1:1" },
      { host: `127.0.0.1.evil.example:${studio.port}` },
      { origin: "http://evil.example" },
      { origin: "null" },
      { origin: `https://127.0.0.1:${studio.port}` },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];
    for (const headers of strange) {
      const answer = await studio.ask("/api/runs", { headers });
      expect([answer.status, errorOf(answer).code], JSON.stringify(headers)).toEqual([403, "E603"]);
      expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    }
    const host = `localhost:${studio.port}`;
    expect((await studio.ask("/api/runs", { headers: { host, origin: `http://${host}` } })).status).toBe(200);
  });

  test("no write without the page's header and JSON", async () => {
    const path = `/api/runs/${name}/requests`;
    const json = { "content-type": "application/json" };
    const body = '{"type":"pause"}';
    for (const headers of [
      json,
      { "x-gantry-studio": "1" },
      { "x-gantry-studio": "1", "content-type": "text/plain" },
    ]) {
      const answer = await studio.ask(path, { method: "POST", headers: headers as Record<string, string>, body });
      expect([answer.status, errorOf(answer).code]).toEqual([403, "E605"]);
    }
    const answer = await studio.post(path, { type: "pause" });
    expect([answer.status, errorOf(answer).code]).toEqual([409, "E610"]);
    expect(readFileSync(join(runs, name, "events.jsonl"), "utf8")).not.toContain("pause");
  });

  test("headers of every answer", async () => {
    for (const path of ["/", "/api/runs", "/nothing"]) {
      const { headers } = await studio.ask(path);
      expect(headers["content-security-policy"]).toMatch(/^default-src 'self';/);
      expect(headers).toMatchObject({
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
        "x-content-type-options": "nosniff",
      });
    }
  });

  test("with --readonly nothing changes", async () => {
    const shows = await startStudio(runs, folder, ["--readonly"]);
    try {
      const ofRun = ["resume", "requests", "note", "tags", "trash", "export", "exports/trained/check", "report"];
      const paths = [
        "/api/plan",
        "/api/runs",
        "/api/trash/x/restore",
        ...ofRun.map((end) => `/api/runs/${name}/${end}`),
      ];
      const body = { values: { data: "ring8" }, type: "stop", note: "x", tags: ["x"], target: "generator" };
      const answers = await Promise.all(paths.map((path) => shows.post(path, body)));
      expect(answers.map((answer) => [answer.status, errorOf(answer).code])).toEqual(paths.map(() => [403, "E604"]));
      expect(await shows.json<RunList>("/api/runs")).toMatchObject({ readonly: true });
      const run = readdirSync(join(runs, name));
      expect(["exports", "labels.json"].filter((made) => run.includes(made))).toEqual([]);
    } finally {
      await shows.end();
    }
  });
});

describe("whatever is asked", () => {
  /** What an answer may be: never a fault of the server's, never something from outside. */
  const expectSafe = ({ status, body }: Answer, asked: unknown): void => {
    expect(status, JSON.stringify(asked)).toBeLessThan(500);
    expect(body.includes(SECRET), JSON.stringify(asked)).toBe(false);
  };

  test.each([
    "files/../../../secret.txt",
    "files/..%2f..%2f..%2fsecret.txt",
    "files/%2e%2e/%2e%2e/%2e%2e/secret.txt",
    "files/samples/..%5c..%5cprivate.txt",
    "files/private.txt",
    "files/samples/000777.png",
    "files/samples/000001.png%00.txt",
    "files/events.jsonl",
    "files/control.jsonl",
    "files//etc/passwd",
    "files/",
  ])("no way out by %s", async (path) => {
    const answer = await studio.ask(`/api/runs/${name}/${path}`);
    expectSafe(answer, path);
    expect(answer.status).toBe(404);
  });

  test.each(["linked", "..", "%2e%2e", "..%2foutside", "outside", ".", "%00", "%2fetc", "a".repeat(500)])(
    "no run %s",
    async (id) => {
      for (const path of [
        `/api/runs/${id}`,
        `/api/runs/${id}/files/run.json`,
        `/api/runs/${id}/files/samples/000001.png`,
      ]) {
        const answer = await studio.ask(path);
        expectSafe(answer, path);
        expect([answer.status, errorOf(answer).code], path).toEqual([404, id === "linked" ? "E614" : "E607"]);
        expect(String(answer.body)).not.toContain('"record"');
      }
    },
  );

  /** Not the stream, which never ends; and the run that other tests look at stays where it is. */
  const isHarmless = (path: string): boolean => !path.startsWith("/api/events") && !path.includes(`${name}/trash`);

  test("methods, paths, headers and bodies at random", async () => {
    cpSync(join(runs, name), join(runs, "odd-nets"), { recursive: true });
    const record = JSON.parse(readFileSync(join(runs, name, "run.json"), "utf8"));
    const odd = { ...record, networks: { G: { layers: 7 } }, parameters: null };
    writeFileSync(join(runs, "odd-nets", "run.json"), JSON.stringify(odd));
    expect((await studio.ask("/api/runs/odd-nets/nets")).status).toBe(200);
    const ids = [
      name,
      "odd-nets",
      "torn-log",
      "half-record",
      "linked",
      "no-run",
      "..",
      "%2e%2e",
      "%00",
      "%2f",
      "%zz",
      "x",
    ];
    const ends = [
      ...[
        "note",
        "tags",
        "trash",
        "export",
        "exports",
        "report",
        "exports/x/check",
        "exports/trained/page",
        "exports/%2e%2e/page",
      ],
      ...[
        "exports/web-average-000001/files/index.html",
        "exports/..%2f..%2f/files/run.json",
        "exports/trained/files/%00",
        "generators/0.onnx",
        "generators/%2e%2e%2f0.onnx",
        "samples/live/000000.png",
      ],
      ...["nets", "nets?step=1e9", "nets?step=x", "nets/series", "nets/series?keys=weight:G", "nets/histogram"],
      ...["nets/histogram?tensor=__proto__", "nets/histogram?tensor=G.fc.weight&of=x", "generators", "data"],
      ...["data/items/0.png", "data/items/0.png?augment=-1", "data/items/0.png?original", "data/items/%2e%2e.png"],
      ...["data/items/999999999.png?v=", "data/items/x", "data/nearest", "data/nearest?step=20&cell=0&weights=live"],
      ...["data/nearest?step=1e9&cell=-1", "data/nearest?step=20&cell=99&weights=..", "data/nearest?cell=__proto__"],
    ];
    const part = fc.constantFrom(
      ...["api", "runs", name, "torn-log", "files", "series", "events", "samples", "000001.png", "requests", "resume"],
      ...[
        "..",
        "%2e%2e%2f",
        "%00",
        "%",
        "%zz",
        "%ff",
        "\\",
        "//",
        ":id",
        "*",
        "?",
        "?keys=",
        "?from=-1",
        "?points=1e9",
      ],
      ...["?lang=zh", "?v=1", "?token=", "plan", "schema", "assets", "ort", "__proto__", "constructor", "é", "汉"],
    );
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom(
        "{",
        '{"values":null}',
        '{"values":{"__proto__":1}}',
        '{"type":"set"}',
        '{"__proto__":{"a":1}}',
        '{"note":{}}',
        '{"tags":[null]}',
        '{"target":"generator","checkpoint":1e300}',
        "[]",
      ),
    );
    const asked = fc.record({
      path: fc.oneof(
        fc.array(part, { maxLength: 6 }).map((parts) => encodeURI(`/${parts.join("/")}`).replaceAll("%25", "%")),
        fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ends)).map(([id, end]) => `/api/runs/${id}/${end}`),
        fc.constantFrom("/api/trash", "/api/trash/x/restore", "/api/trash/%2e%2e/restore", "/api/trash/%00/restore"),
      ),
      method: fc.constantFrom(
        "GET",
        "GET",
        "HEAD",
        "POST",
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "PROPFIND",
      ),
      headers: fc.dictionary(
        fc.constantFrom(
          "range",
          "if-none-match",
          "if-range",
          "last-event-id",
          "accept-language",
          "content-type",
          "origin",
        ),
        fc.constantFrom(
          "",
          "bytes=0-",
          "bytes=9-1,4",
          "*",
          "x:1:2;y",
          "%:1:1",
          "application/json",
          "zh",
          "a".repeat(2000),
        ),
      ),
      body,
    });
    const samples = fc.sample(asked, { numRuns: 700, seed: 11 }).filter(({ path }) => isHarmless(path));
    for (const { path, method, headers, body: text } of samples) {
      const writes = method !== "GET" && method !== "HEAD";
      const write = writes ? { "x-gantry-studio": "1", "content-type": "application/json" } : {};
      const answer = await studio
        .ask(path, {
          method,
          headers: { ...write, ...headers },
          ...(writes && { body: text }),
        })
        .catch((e) => {
          throw new Error(JSON.stringify({ path, method, headers, text }) + e);
        });
      expectSafe(answer, { path, method, headers, text });
    }
    expect((await studio.ask("/api/runs")).status).toBe(200);
    rmSync(join(runs, "odd-nets"), { recursive: true, force: true });
  });

  test("bodies of the wrong kind or size, queries and cursors that are none", async () => {
    const ofRun = ["resume", "requests", "note", "tags", "export"];
    const paths = ["/api/runs", "/api/plan", ...ofRun.map((end) => `/api/runs/${name}/${end}`)];
    const bodies = [null, 1, "x", [], {}, { values: [] }, { values: { "a b": 1 } }, { values: { out: "/tmp" } }];
    const more = [
      { values: { data: { nested: 1 } } },
      { values: { data: "a\0b" } },
      { steps: -1 },
      { steps: "9" },
      { type: "set" },
    ];
    for (const path of paths) {
      for (const body of [...bodies, ...more]) {
        if (path.endsWith("resume") && (body === null || !("steps" in Object(body)))) continue; // these resume it
        const answer = await studio.post(path, body);
        expect([400, 409], `${path} ${JSON.stringify(body)}`).toContain(answer.status);
        for (const said of Object.values(errorOf(answer).sentence)) expect(said.length).toBeGreaterThan(5);
      }
    }
    for (const query of ["points=2", "points=9999", "from=x", "to=1.5", "keys=a&keys=b"]) {
      expect((await studio.ask(`/api/runs/${name}/series?${query}`)).status, query).toBe(400);
    }
    expect((await studio.ask("/api/events?from=nonsense")).status).toBe(400);
  });

  test("a body of 10 MB is turned away", async () => {
    const headers = { "content-type": "application/json", "x-gantry-studio": "1", cookie: studio.cookie };
    const body = Buffer.alloc(10_000_000, 0x20);
    const answer = await send(studio.port, "/api/runs", { method: "POST", headers, body }).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    // The server answers and closes; whether the answer is read before the pipe breaks is the system's business.
    if (typeof answer === "object") expect(answer.status).toBe(413);
    else expect(answer).toMatch(/EPIPE|ECONNRESET/);
    expect((await studio.ask("/api/runs")).status).toBe(200);
  });

  test("bytes that are no request", async () => {
    const texts = [
      "GET / HTTP/1.1\r\n\r\n",
      "nonsense\r\n\r\n",
      `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${"x".repeat(1 << 17)}\r\n\r\n`,
    ];
    for (const text of texts) {
      const said = await new Promise<string>((done) => {
        let heard = "";
        const socket = createConnection(studio.port, "127.0.0.1", () => socket.end(text));
        socket.on("data", (chunk) => {
          heard += String(chunk);
        });
        socket.on("error", () => {});
        socket.on("close", () => done(heard));
      });
      expect(said).toMatch(/^(HTTP\/1.1 4\d\d|$)/);
    }
  });
});
