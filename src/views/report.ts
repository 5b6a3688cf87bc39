/**
 * @file `report.html`: everything a run has to show in one file. It opens from `file://`, asks for nothing (its policy
 * forbids it), and runs one small script, the sample slider's. All text that comes from outside is escaped.
 */
import type { Language } from "../messages/errors.ts";
import { messages } from "../messages/messages.ts";
import { type ReportMessages, reportMessages } from "../messages/report.ts";
import { stateWords } from "../messages/state-words.ts";
import { facts, tag, text, voidTag } from "./html.ts";
import { countText, dateText, durationText, shortNumber } from "./number-text.ts";
import { curvesSection } from "./report-curves.ts";
import type { ReportInput } from "./report-input.ts";
import { samplesSection } from "./report-samples.ts";
import { reportScript, reportScriptHash } from "./report-script.ts";
import {
  configSection,
  dataSection,
  filesSection,
  logSection,
  machineSection,
  nextSection,
  shapeText,
} from "./report-sheets.ts";
import { reportStyle } from "./report-style.ts";
import { GUESSING_D, guessingG } from "./training-charts.ts";

/** @returns a whole HTML document */
export function reportHtml(input: ReportInput, { language = "en" }: { readonly language?: Language } = {}): string {
  const messages = reportMessages(language);
  const context = { input, messages, language };
  const loss = lossOf(input);
  const body = [
    tag("a", { class: "skip", href: "#samples" }, text(messages.skip)),
    headerOf(input, messages, language),
    tag(
      "main",
      {},
      samplesSection(input, messages, language),
      curvesSection(input.metrics, input.evaluations ?? [], { loss, messages }),
      nextSection(context),
      tag("div", { class: "columns" }, dataSection(context), machineSection(context)),
      configSection(context),
      filesSection(context),
      logSection(context),
    ),
    footerOf(input, messages, language),
    input.samples.length === 0 ? "" : `<script>${reportScript}</script>`,
  ];
  return `<!doctype html>\n${tag("html", { lang: messages.lang }, headOf(input, messages), tag("body", {}, ...body))}\n`;
}

const POLICY = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src '${reportScriptHash}'; base-uri 'none'; form-action 'none'`;

function headOf({ record }: ReportInput, messages: ReportMessages): string {
  return tag(
    "head",
    {},
    voidTag("meta", { charset: "utf-8" }),
    voidTag("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
    voidTag("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    voidTag("meta", { name: "generator", content: "Gantry" }),
    tag("title", {}, text(`${record.name} · ${messages.kicker}`)),
    `<style>${reportStyle}</style>`,
  );
}

/** The adversarial loss by its name in the configuration. */
function lossOf({ record }: ReportInput): string | undefined {
  const value = record.config.loss?.value;
  return typeof value === "string" ? value : undefined;
}

function headerOf(input: ReportInput, messages: ReportMessages, language: Language): string {
  const { record, status } = input;
  const { name, count, kind } = record.data;
  const headline = messages.headline({
    recipe: record.recipe,
    data: name,
    count: countText(count, language),
    kind,
    size: shapeText(input, messages),
  });
  const verdict = input.verdict ?? (status?.verdict === undefined ? undefined : verdictText(status.verdict, language));
  return tag(
    "header",
    { class: "top" },
    tag("p", { class: "kicker" }, text(`Gantry · ${messages.kicker}`)),
    tag("h1", {}, text(record.name)),
    tag("p", { class: "sub" }, text([headline, stateLine(input, messages, language)].filter(Boolean).join(" · "))),
    verdict === undefined
      ? ""
      : tag("p", { class: "verdict" }, tag("b", {}, text(messages.verdict)), text(` ${verdict}`)),
    figures(input, messages, language),
  );
}

/** A verdict's word with its reason and, where it is no good news, what to try; other words as they are. */
function verdictText(verdict: string, language: Language): string {
  const { words, why, try: tries } = messages(language).diagnosis;
  if (!Object.hasOwn(words, verdict)) return verdict;
  const word = verdict as keyof typeof words;
  const alarm = !["warming up", "healthy", "converged"].includes(word);
  return [`${words[word]}: ${why[word]}`, ...(alarm ? [tries[word]] : [])].join(" → ");
}

function stateLine({ status }: ReportInput, messages: ReportMessages, language: Language): string {
  if (status === null) return "";
  const count = (value: number): string => countText(value, language);
  const steps = status.steps === undefined ? null : count(status.steps);
  return messages.stateLine({ state: stateWords(language)[status.state], step: count(status.step), steps });
}

/** The numbers at a glance, from the last logged row; what was not logged is left out. */
function figures(input: ReportInput, messages: ReportMessages, language: Language): string {
  const names = messages.figures;
  const guessing = guessingG(lossOf(input));
  const reference = (value: number): string =>
    guessing === null ? "" : tag("small", {}, text(messages.guessing({ value: shortNumber(value) })));
  const number = (column: string, beside = ""): string | undefined => {
    const last = lastOf(input, column);
    return last === undefined ? undefined : text(shortNumber(last)) + beside;
  };
  const count = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : text(countText(value, language));
  const seconds = secondsOf(input);
  const pairs = facts([
    [names.steps, count(input.status?.step ?? lastOf(input, "step"))],
    [names.images, count(lastOf(input, "images"))],
    [names.time, seconds === undefined ? undefined : text(durationText(seconds, language))],
    [names.lossD, number("lossD", reference(GUESSING_D))],
    [names.lossG, number("lossG", reference(guessing ?? 0))],
    [names.dReal, number("dReal", reference(0.5))],
    [names.dFake, number("dFake", reference(0.5))],
    [names.diversity, number("diversity", tag("small", {}, text(messages.ofReal)))],
  ]);
  return pairs.replace("<dl>", '<dl class="figures">');
}

function lastOf({ metrics }: ReportInput, column: string): number | undefined {
  return metrics.columns.get(column)?.findLast((value) => Number.isFinite(value));
}

/** Time between logged rows, without the pauses between attempts. */
function secondsOf({ metrics }: ReportInput): number | undefined {
  const [time, attempt] = [metrics.columns.get("time"), metrics.columns.get("attempt")];
  if (time === undefined || time.length < 2) return undefined;
  let seconds = 0;
  for (let i = 1; i < time.length; i += 1) {
    const passed = (time[i] as number) - (time[i - 1] as number);
    if (attempt?.[i] === attempt?.[i - 1] && passed > 0) seconds += passed;
  }
  return seconds;
}

function footerOf({ record, madeAt }: ReportInput, messages: ReportMessages, language: Language): string {
  const version = record.versions.gantry ?? "";
  return tag("footer", {}, text(messages.footer({ version, date: dateText(madeAt, language) })));
}
