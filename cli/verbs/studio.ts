/** @file `gantry studio`: serves the page that shows a folder of runs, until Ctrl-C. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { version } from "gantry/base";
import { defaultCacheDir } from "gantry/data/node";
import { makeFolder } from "gantry/store/node";
import type { Studio } from "gantry/studio/node";
import { placeOf } from "../follow-run.ts";
import { noteText, say } from "../talk.ts";
import type { Terminal } from "../terminal.ts";
import type { Call, Cli, Verb } from "../verb.ts";

export const studioVerb: Verb = {
  name: "studio",
  words: ["[runs]"],
  options: [
    { name: "port", type: { kind: "integer", min: 0, max: 65535 }, default: 7788, argument: "n" },
    { name: "host", type: { kind: "text" }, default: "127.0.0.1", argument: "address" },
    { name: "readonly", type: { kind: "switch" }, default: false, argument: "" },
    { name: "untilIdle", type: { kind: "integer", min: 1 }, default: null, argument: "seconds" },
    { name: "open", type: { kind: "switch" }, default: false, argument: "" },
  ],
  run,
};

async function run({ cli, words, options }: Call): Promise<number> {
  const { openStudio, userSecret } = await import("gantry/studio/node"); // other verbs need not wait for a web server
  const runs = resolve(cli.terminal.cwd, words[0] ?? "runs");
  if (words[0] === undefined) await makeFolder(runs); // where everybody begins
  const quiet = options.number("untilIdle");
  const studio = await openStudio({
    runs,
    version,
    port: options.number("port") as number,
    host: options.text("host") as string,
    readonly: options.flag("readonly"),
    ...(quiet === null ? {} : { quietMs: quiet * 1000, needed: whileOpen(cli.terminal.input) }),
    secret: userSecret(join(defaultCacheDir(), "studio-secret")),
  });
  const ended = interrupted(cli); // before anything is said: whoever reads it may press Ctrl-C at once
  introduce(cli, studio, runs, options.flag("readonly"));
  if (options.flag("open")) openInBrowser(studio.url);
  await Promise.race([ended, studio.idle]);
  await studio.close();
  return 0;
}

function introduce(cli: Cli, { url, host, port, taken }: Studio, runs: string, readonly: boolean): void {
  if (taken !== null) say(cli, noteText(cli, "W601", { taken, port }));
  if (!["127.0.0.1", "::1", "localhost"].includes(host)) say(cli, noteText(cli, "W602", { host }));
  const { serving, readonly: only, begin, end } = cli.texts.studio;
  cli.terminal.out.write(cli.json ? `${JSON.stringify({ url, port, host, runs, readonly })}\n` : `${url}\n`);
  say(cli, `  ${serving({ folder: placeOf(cli, runs) })}${readonly ? ` ${only}` : ""}`);
  if (isEmpty(runs)) for (const line of begin) say(cli, `  ${line}`);
  say(cli, `  ${end}`);
}

const isEmpty = (runs: string): boolean => readdirSync(runs).every((name) => name.startsWith("."));

/** Whoever started this is there for as long as it holds the other end. */
function whileOpen(input: Terminal["input"]): () => boolean {
  let open = true;
  const close = (): void => {
    open = false;
  };
  input.on("end", close).on("close", close).on("error", close).resume();
  return () => open;
}

/** Resolves at the first Ctrl-C; the second ends the process at once. */
function interrupted(cli: Cli): Promise<void> {
  return new Promise((done) => {
    let asked = false;
    cli.terminal.onInterrupt(() => {
      if (asked) cli.terminal.stopNow();
      asked = true;
      done();
    });
  });
}

/** A machine without a browser opens nothing: the address was printed. */
function openInBrowser(url: string): void {
  const commands: Readonly<Record<string, readonly string[]>> = {
    darwin: ["open"],
    win32: ["cmd", "/c", "start", '""'],
  };
  const [command = "", ...words] = commands[process.platform] ?? ["xdg-open"];
  spawn(command, [...words, url], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
