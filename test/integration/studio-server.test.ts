/**
 * @file The Studio's server from outside: what it shows of real and of damaged runs, whom it lets in, and that nothing
 * a request says makes it fail or leads out of the folder.
 */
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunDetail, RunList, SchemaReply, SeriesReply } from "../../studio/api/index.ts";
import { freshFolder, gantry, MAIN, start } from "./gantry-process.ts";
import { type Answer, type StudioProcess, send, startStudio } from "./studio-process.ts";

const folder = freshFolder();
const runs = join(folder, "runs");
const SECRET = "what-lies-outside-the-folder";
let studio: StudioProcess;
let name: string;

const run = (path: string): string => join(runs, name, path);
const errorOf = ({ body }: Answer): { code: string; sentence: string } => JSON.parse(String(body)).error;

beforeAll(async () => {
  const words = ["train", "ring8", "--steps", "40", "--threads", "1", "--sample-every", "20", "--json", "--out", runs];
  const trained = await gantry([...words, "--note", "a first try", "--progress", "none"], folder);
  name = JSON.parse(trained.out.trim()).run.split(/[/\\]/).at(-1);
  layOut();
  studio = await startStudio(runs, folder);
});

afterAll(async () => {
  await studio?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Beside the run: damaged ones, and ways out of the folder. */
function layOut(): void {
  mkdirSync(join(folder, "outside/samples"), { recursive: true });
  for (const file of ["secret.txt", "outside/run.json", "outside/samples/000001.png"]) {
    writeFileSync(join(folder, file), SECRET);
  }
  writeFileSync(run("private.txt"), SECRET);
  symlinkSync(join(folder, "secret.txt"), run("samples/000777.png"));
  symlinkSync(join(folder, "outside"), join(runs, "linked"));
  mkdirSync(join(runs, "no-run"));
  const damage = (id: string, change: (path: string) => void): void => {
    cpSync(join(runs, name), join(runs, id), { recursive: true, filter: (path) => !path.endsWith("000777.png") });
    change(join(runs, id));
  };
  damage("half-record", (path) => truncateSync(join(path, "run.json"), 200));
  damage("later-format", (path) => writeFileSync(join(path, "run.json"), '{"format":99}'));
  damage("half-status", (path) => {
    truncateSync(join(path, "status.json"), 30);
    rmSync(join(path, "samples"), { recursive: true });
  });
  damage("torn-log", (path) => {
    const log = readFileSync(join(path, "metrics.jsonl"), "utf8").trimEnd().split("\n");
    writeFileSync(join(path, "metrics.jsonl"), `${log[0]}\nnot json\n{"step":"3"}\n${log[1]}\n{"step":9,"lossD":`);
    writeFileSync(join(path, "events.jsonl"), '{"type":"attempt","step":0}\n[]\n{"type"');
    writeFileSync(join(path, "evaluations.jsonl"), "null\n{}\n");
    writeFileSync(join(path, "samples/grid.json"), "{");
    writeFileSync(join(path, "last.json"), "{}");
  });
  damage("bare", (path) => {
    for (const file of ["status.json", "metrics.jsonl", "events.jsonl", "samples", "checkpoints", "reals.png"]) {
      rmSync(join(path, file), { recursive: true });
    }
  });
}

describe("what it shows", () => {
  test("the list: newest first, with what rows need; what cannot be read says why", async () => {
    const list = await studio.json<RunList>("/api/runs");
    expect(list.runs.map(({ id }) => id).sort()).toEqual([name, "bare", "half-status", "torn-log"].sort());
    expect(list.runs.find(({ id }) => id === name)).toMatchObject({
      recipe: "gan",
      loss: "ns",
      data: { name: "ring8", kind: "points", shape: [2], count: 50_000 },
      state: "done",
      step: 40,
      steps: 40,
      lastSample: 777,
      note: "a first try",
      tags: [],
    });
    expect(list.runs.find(({ id }) => id === name)?.spark).toHaveLength(40);
    expect(list.problems.map(({ id, error }) => [id, error.code])).toEqual(
      expect.arrayContaining([
        ["half-record", "E509"],
        ["later-format", "E506"],
        ["linked", "E614"],
      ]),
    );
    expect(list).toMatchObject({ readonly: false, version: expect.stringMatching(/^\d+\.\d+/) });
  });

  test("a run: its record, samples, files, checkpoints", async () => {
    const detail = await studio.json<RunDetail>(`/api/runs/${name}`);
    expect(detail.record.seed).toBe(0);
    expect(detail.samples).toEqual(expect.arrayContaining([0, 1, 2, 5, 10, 20, 40]));
    expect(detail.grid?.kind).toBe("points");
    expect(detail.columns).toEqual(expect.arrayContaining(["step", "lossD", "lossG", "diversity"]));
    expect(detail.events[0]).toMatchObject({ type: "attempt" });
    expect(detail.checkpoints).toMatchObject({ last: 40 });
    expect(detail.files["generator.onnx"]).toBeGreaterThan(1000);
    expect(detail.offsets.metrics).toBe(readFileSync(run("metrics.jsonl")).length);
  });

  test("series: the logged numbers themselves where they are few, buckets where they are many", async () => {
    const rows = readFileSync(run("metrics.jsonl"), "utf8").trim().split("\n");
    const logged = rows.map((line) => JSON.parse(line) as Record<string, number>);
    const all = await studio.json<SeriesReply>(`/api/runs/${name}/series`);
    expect(all.rows).toBe(logged.length);
    expect(all.columns.lossD?.step).toEqual(logged.map(({ step }) => step));
    expect(all.columns.lossD?.mean).toEqual(logged.map(({ lossD }) => lossD));
    expect(all.axis.images).toEqual(logged.map(({ images }) => images));
    const few = await studio.json<SeriesReply>(`/api/runs/${name}/series?keys=lossG,nothing&points=10&from=5&to=30`);
    expect(Object.keys(few.columns)).toEqual(["lossG"]);
    const within = logged
      .filter(({ step }) => (step as number) >= 5 && (step as number) <= 30)
      .map(({ lossG }) => lossG);
    expect(Math.max(...((few.columns.lossG?.max ?? []) as number[]))).toBeCloseTo(Math.max(...(within as number[])), 6);
    expect(few.columns.lossG?.mean[0]).toBe(within[0]);
    expect(few.columns.lossG?.mean.at(-1)).toBe(within.at(-1));
    expect(few.columns.lossG?.step.length).toBeLessThanOrEqual(10);
  });

  test("a long log, which several threads read", async () => {
    const path = join(runs, "long");
    cpSync(join(runs, name), path, { recursive: true, filter: (file) => !file.endsWith("000777.png") });
    const pad = Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`column${i}`, Math.sin(i)]));
    const rows = 150_000;
    const part = (from: number): string =>
      Array.from(
        { length: 10_000 },
        (_, i) => `${JSON.stringify({ step: from + i, lossD: Math.cos(from + i), ...pad })}\n`,
      ).join("");
    writeFileSync(join(path, "metrics.jsonl"), "");
    for (let from = 0; from < rows; from += 10_000) appendFileSync(join(path, "metrics.jsonl"), part(from));
    const series = await studio.json<SeriesReply>("/api/runs/long/series?keys=lossD,column3");
    expect(series.rows).toBe(rows);
    expect([series.columns.lossD?.mean[0], series.columns.lossD?.mean.at(-1)]).toEqual([1, Math.cos(rows - 1)]);
    expect(series.columns.column3?.mean.every((value) => Math.abs((value as number) - Math.sin(3)) < 1e-7)).toBe(true);
    const middle = await studio.json<SeriesReply>("/api/runs/long/series?keys=lossD&from=74990&to=75010");
    expect(middle.columns.lossD?.mean).toEqual(Array.from({ length: 21 }, (_, i) => Math.cos(74_990 + i)));
    rmSync(path, { recursive: true });
  });

  test("damaged runs open as far as they are whole", async () => {
    const torn = await studio.json<RunDetail>("/api/runs/torn-log");
    expect(torn).toMatchObject({ grid: null, evaluations: [], checkpoints: { last: null } });
    expect(torn.events).toHaveLength(1);
    expect(await studio.json<SeriesReply>("/api/runs/torn-log/series?keys=lossD")).toMatchObject({ rows: 2 });
    const bare = await studio.json<RunDetail>("/api/runs/bare");
    expect(bare).toMatchObject({
      samples: [],
      columns: [],
      events: [],
      offsets: { metrics: 0, events: 0 },
      reals: false,
    });
    expect(bare.summary).toMatchObject({ state: "interrupted", step: 0, spark: [], lastSample: null });
    expect(await studio.json<SeriesReply>("/api/runs/bare/series")).toMatchObject({ columns: {}, rows: 0, offset: 0 });
    expect((await studio.ask("/api/runs/half-record")).status).toBe(400);
    expect(errorOf(await studio.ask("/api/runs/nothing?lang=zh")).sentence).toMatch(/没有训练任务/);
  });

  test("files: for ever by their version, else asked again; parts; HEAD; the report apart from the page", async () => {
    const { summary } = await studio.json<RunDetail>(`/api/runs/${name}`);
    const path = `/api/runs/${name}/files/samples/000040.png`;
    const plain = await studio.ask(path);
    expect(plain).toMatchObject({
      status: 200,
      headers: { "content-type": "image/png", "cache-control": "private, no-cache" },
    });
    expect(plain.body.equals(readFileSync(run("samples/000040.png")))).toBe(true);
    const etag = plain.headers.etag as string;
    expect((await studio.ask(path, { headers: { "if-none-match": etag } })).status).toBe(304);
    const kept = await studio.ask(`${path}?v=${summary.version}`);
    expect(kept.headers["cache-control"]).toMatch(/immutable/);
    const part = await studio.ask(path, { headers: { range: "bytes=10-19" } });
    expect(part).toMatchObject({ status: 206, headers: { "content-range": `bytes 10-19/${plain.body.length}` } });
    expect(part.body.equals(plain.body.subarray(10, 20))).toBe(true);
    expect((await studio.ask(path, { headers: { range: "bytes=-5" } })).body.equals(plain.body.subarray(-5))).toBe(
      true,
    );
    expect((await studio.ask(path, { headers: { range: `bytes=${plain.body.length}-` } })).status).toBe(416);
    const head = await studio.ask(path, { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, headers: { "content-length": String(plain.body.length), etag } });
    expect(head.body).toHaveLength(0);
    const report = await studio.ask(`/api/runs/${name}/files/report.html`);
    expect(report.headers["content-security-policy"]).toMatch(/^sandbox/);
  });

  test("what a new run can be told, in both languages", async () => {
    const [en, zh] = await Promise.all(
      ["en", "zh"].map((lang) => studio.json<SchemaReply>(`/api/schema?lang=${lang}`)),
    );
    expect(en?.recipes.map((recipe) => recipe.name)).toContain("dcgan");
    expect(en?.fields.map(({ key }) => key)).not.toContain("out");
    expect(zh?.fields.find(({ key }) => key === "steps")?.help).toMatch(/步/);
    expect(en?.data.map((set) => set.name)).toEqual(expect.arrayContaining(["ring8", "mnist"]));
  });

  test("ONNX Runtime's files, and no others of its folder", async () => {
    const wasm = await studio.ask("/ort/ort-wasm-simd-threaded.wasm", { method: "HEAD" });
    expect(wasm).toMatchObject({ status: 200, headers: { "content-type": "application/wasm" } });
    expect((await studio.ask("/ort/../package.json")).status).toBe(404);
    expect((await studio.ask("/ort/ort.js")).status).toBe(404);
  });
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
      const paths = ["/api/plan", "/api/runs", `/api/runs/${name}/resume`, `/api/runs/${name}/requests`];
      const answers = await Promise.all(
        paths.map((path) => shows.post(path, { values: { data: "ring8" }, type: "stop" })),
      );
      expect(answers.map((answer) => [answer.status, errorOf(answer).code])).toEqual(paths.map(() => [403, "E604"]));
      expect(await shows.json<RunList>("/api/runs")).toMatchObject({ readonly: true });
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
        expect([400, 404, 200]).toContain(answer.status); // `..` is taken out of the path by the router's own rule
        expect(String(answer.body)).not.toContain('"record"');
      }
    },
  );

  test("methods, paths, headers and bodies at random", async () => {
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
        "[]",
      ),
    );
    const asked = fc.record({
      path: fc.array(part, { maxLength: 6 }).map((parts) => encodeURI(`/${parts.join("/")}`).replaceAll("%25", "%")),
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
    const samples = fc.sample(asked, { numRuns: 600, seed: 11 }).filter(({ path }) => !path.startsWith("/api/events"));
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
  });

  test("bodies of the wrong kind or size, queries and cursors that are none", async () => {
    const paths = ["/api/runs", "/api/plan", `/api/runs/${name}/resume`, `/api/runs/${name}/requests`];
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
        expect(errorOf(answer).sentence.length).toBeGreaterThan(10);
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

describe("how it starts and ends", () => {
  test("a port that is taken gives the next one, said; Ctrl-C ends it", async () => {
    const second = start(process.execPath, [MAIN, "studio", runs, "--port", String(studio.port)], folder);
    await second.said(/W601.*\n[\s\S]*Ctrl-C/);
    second.child.kill("SIGINT");
    const { code, out } = await second.ended;
    expect(code).toBe(0);
    expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}\n$/);
    expect(Number(new URL(out.trim()).port)).toBeGreaterThan(studio.port);
  });

  test.each([
    ["nowhere", "there is no folder"],
    ["secret.txt", "is a file"],
    ["outside", "holds no run"],
  ])("%s: %s", async (place, words) => {
    if (place === "outside") rmSync(join(folder, "outside/run.json"));
    const { code, err } = await gantry(["studio", place], folder);
    expect(code).toBe(2);
    expect(err).toContain("E600");
    expect(err.replace(/\s+/g, " ")).toContain(words);
  });

  test("a run in place of its folder, and an empty folder", async () => {
    const { code, err } = await gantry(["studio", join(runs, name)], folder);
    expect([code, /E600.*is one run/.test(err)]).toEqual([2, true]);
    mkdirSync(join(folder, "empty"));
    const empty = await startStudio(join(folder, "empty"), folder);
    expect(await empty.json<RunList>("/api/runs")).toMatchObject({ runs: [], problems: [] });
    await empty.end();
  });
});
