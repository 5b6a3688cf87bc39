/** @file The report's sheets: configuration with origins, data, run, what happened, files, and how to go on. */
import type { Attribute } from "../base/attribute.ts";
import type { Language } from "../messages/errors.ts";
import type { ReportMessages } from "../messages/report.ts";
import type { Json, RunEvent } from "../store/run-record.ts";
import { facts, table, tag, text } from "./html.ts";
import { bytesText, countText, dateText, shortNumber } from "./number-text.ts";
import type { ReportInput } from "./report-input.ts";

export interface SheetContext {
  readonly input: ReportInput;
  readonly messages: ReportMessages;
  readonly language: Language;
}

const section = (id: string, title: string, ...children: readonly string[]): string =>
  tag("section", { id, "aria-labelledby": `${id}-title` }, tag("h2", { id: `${id}-title` }, text(title)), ...children);

const code = (content: string): string => tag("code", {}, text(content));

export function configSection({ input, messages }: SheetContext): string {
  const { config } = messages;
  const rows = Object.entries(input.record.config).map(([key, { value, origin }]) => [
    code(key),
    code(valueText(value, config.none)),
    originBadge(origin, config.origins),
  ]);
  const lead = tag("p", { class: "lead" }, text(config.lead));
  const half = Math.ceil(rows.length / 2);
  const head = [config.key, config.value, config.origin];
  const halves = [rows.slice(0, half), rows.slice(half)].filter((part) => part.length > 0);
  const tables = halves.map((part) => table(config.title, head, part));
  return section("config", config.title, lead, tag("div", { class: "columns" }, ...tables));
}

/** What somebody chose stands out from what was given. */
function originBadge(origin: string, names: Readonly<Record<string, string>>): string {
  const chosen = ["file", "flag", "set"].includes(origin);
  return tag("span", { class: chosen ? "origin chosen" : "origin" }, text(names[origin] ?? origin));
}

function valueText(value: Json, none: string): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return none;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** As many problems are listed; the rest is counted. */
const PROBLEMS_SHOWN = 12;

export function dataSection({ input, messages, language }: SheetContext): string {
  const { data } = messages;
  const { name, spec, kind, count, classes, attributes, fingerprint, problems = [] } = input.record.data;
  const listed = problems.slice(0, PROBLEMS_SHOWN).map((problem) => tag("li", {}, text(problem)));
  const more = problems.length - listed.length;
  if (more > 0) listed.push(tag("li", {}, text(data.andMore({ count: more }))));
  const pairs = facts([
    [data.name, text(name)],
    [data.spec, code(spec)],
    [data.kind, text(data.kinds[kind])],
    [data.count, text(countText(count, language))],
    [data.shape, text(shapeText(input, messages))],
    [data.classes, classes === undefined ? undefined : text(classes.join(", "))],
    [data.attributes, attributes === undefined ? undefined : text(attributes.map(rangeText).join(", "))],
    [data.fingerprint, code(fingerprint)],
    [data.problems({ count: problems.length }), listed.length === 0 ? text(data.clean) : tag("ul", {}, ...listed)],
  ]);
  return section("data", data.title, tag("div", { class: "facts" }, pairs));
}

/** `age 1 … 93`. */
const rangeText = ({ name, min, max }: Attribute): string => `${name} ${shortNumber(min)} … ${shortNumber(max)}`;

/** `28×28 pixels, grey`, `2 dimensions`. */
export function shapeText({ record }: ReportInput, messages: ReportMessages): string {
  const [first = 0, height = 0, width = 0] = record.data.shape;
  return record.data.kind === "images"
    ? messages.pixels({ height, width, channels: first })
    : messages.dimensions({ count: first });
}

export function machineSection({ input, messages, language }: SheetContext): string {
  const { machine } = messages;
  const { createdAt, device, threads, seed, parameters, versions } = input.record;
  const named = (values: Readonly<Record<string, string | number>>, show: (value: never) => string): string =>
    text(
      Object.entries(values)
        .map(([key, value]) => `${key} ${show(value as never)}`)
        .join(" · "),
    );
  const pairs = facts([
    [machine.created, text(dateText(createdAt, language))],
    [machine.device, text(`${device}, ${machine.threads({ count: threads })}`)],
    [machine.seed, code(String(seed))],
    [machine.parameters, parameters && named(parameters, (value: number) => countText(value, language))],
    [machine.versions, named(versions, String)],
    [machine.attempts, input.status === null ? undefined : text(String(input.status.attempt))],
  ]);
  return section("run", machine.title, tag("div", { class: "facts" }, pairs));
}

/** The newest so many events. */
const EVENTS_SHOWN = 100;

export function logSection({ input, messages }: SheetContext): string {
  const { log } = messages;
  if (input.events.length === 0) return "";
  const shown = input.events.slice(-EVENTS_SHOWN);
  const rows = shown.map((event) => [text(String(event.step)), code(event.type), code(detailsText(event))]);
  const hidden = input.events.length - shown.length;
  const note = hidden === 0 ? "" : tag("p", { class: "how" }, text(log.more({ count: hidden })));
  const list = table(log.title, [log.step, log.event, log.details], rows);
  return tag("details", { id: "log" }, tag("summary", {}, text(log.title)), note, list);
}

function detailsText({ type: _type, step: _step, attempt: _attempt, time: _time, ...details }: RunEvent): string {
  const entries = Object.entries(details).filter(([, value]) => value !== undefined);
  return entries.map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`).join(" ");
}

export function filesSection({ input, messages }: SheetContext): string {
  const { files } = messages;
  const rows = input.files.map(({ name, bytes }) => [
    tag("a", { href: name.split("/").map(encodeURIComponent).join("/") }, code(name)),
    text(bytesText(bytes)),
  ]);
  return rows.length === 0 ? "" : section("files", files.title, table(files.title, [files.name, files.size], rows));
}

export function nextSection({ input, messages }: SheetContext): string {
  const { next } = messages;
  const run = shellQuoted(input.runPath);
  const target = (input.status?.steps ?? input.status?.step ?? 0) * 2;
  const command = (label: string, line: string): string => tag("h3", {}, text(label)) + tag("pre", {}, code(line));
  const onnx = input.files.some(({ name }) => name === "generator.onnx");
  return section(
    "next",
    next.title,
    command(next.resume, `gantry resume ${run}${target > 0 ? ` --steps ${target}` : ""}`),
    command(next.sample, `gantry sample ${run} --n 64 --seed 1 --out ${imagesOf(input) ? "grid.png" : "samples.csv"}`),
    imagesOf(input) ? command(next.walk, `gantry walk ${run} --seeds 1,5,9 --out walk.gif`) : "",
    onnx ? command(next.use, onnxSnippet(input)) : "",
  );
}

const imagesOf = ({ record }: ReportInput): boolean => record.data.kind === "images";

/** Quoted for any shell if need be; a name that no quotes make safe is left for the reader to type. */
function shellQuoted(path: string): string {
  if (/^[\w./-]+$/.test(path)) return path;
  return /["$`\\!]/.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : `"${path}"`;
}

function onnxSnippet({ record }: ReportInput): string {
  const output = record.data.kind === "images" ? "image" : "sample";
  const shape =
    record.data.kind === "images"
      ? `[1, ${record.data.shape.join(", ")}] in [-1, 1]`
      : `[1, ${record.data.shape.join(", ")}]`;
  return [
    'import * as ort from "onnxruntime-web"; // or onnxruntime-node',
    'const session = await ort.InferenceSession.create("generator.onnx");',
    `const { ${output} } = await session.run({ z: new ort.Tensor("float32", z, [1, z.length]) }); // ${shape}`,
  ].join("\n");
}
