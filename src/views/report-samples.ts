/** @file The report's centre: the fixed-latent grid at every step under a slider, the real items beside it. */
import type { Language } from "../messages/errors.ts";
import type { ReportMessages } from "../messages/report.ts";
import { jsonIsland, tag, text, voidTag } from "./html.ts";
import { countText } from "./number-text.ts";
import type { ReportInput } from "./report-input.ts";

/** What the script shows: one picture and its texts. */
interface Frame {
  readonly src: string;
  readonly label: string;
  readonly alt: string;
}

/** @returns a section; without pictures it says so */
export function samplesSection(input: ReportInput, messages: ReportMessages, language: Language): string {
  const { samples } = messages;
  const title = tag("h2", { id: "samples-title" }, text(samples.title));
  const frames = framesOf(input, messages, language);
  const last = frames.at(-1);
  if (last === undefined)
    return tag("section", { id: "samples" }, title, tag("p", { class: "lead" }, text(samples.none)));

  const image = voidTag("img", { id: "sample", src: last.src, alt: last.alt });
  const step = tag("span", { id: "sample-step" }, text(last.label));
  const generated = tag("figure", {}, tag("figcaption", {}, text(samples.generated), step), image);
  return tag(
    "section",
    { id: "samples", "aria-labelledby": "samples-title" },
    title,
    tag("p", { class: "lead" }, text(samples.lead + rowsText(input, messages))),
    tag("div", { class: "pair" }, generated, realsFigure(input.reals, messages)),
    sliderRow(input, frames, messages, language),
    jsonIsland("frames", frames),
  );
}

/** What the rows show: attributes that they walk, of more than rows those that have one; and classes. */
function rowsText({ grid }: ReportInput, { samples }: ReportMessages): string {
  const walked = grid?.attributes?.slice(0, grid.rows) ?? [];
  const classes = [...new Set(grid?.asked?.flatMap((row) => row.class ?? []))];
  const walks = walked.length === 0 ? "" : ` ${samples.walks({ names: walked.join(", ") })}`;
  if (classes.length === 0) return walks;
  const names = classes.join(", ");
  return walks + (walked.length === 0 ? ` ${samples.classRows({ names })}` : ` ${samples.classWalks({ names })}`);
}

function framesOf({ samples, grid }: ReportInput, messages: ReportMessages, language: Language): Frame[] {
  return samples.map(({ step, src }) => {
    const shown = countText(step, language);
    return {
      src,
      label: messages.samples.atStep({ step: shown }),
      alt: messages.samples.gridAlt({ step: shown, count: grid?.count ?? 0 }),
    };
  });
}

function realsFigure(src: string | null, { samples }: ReportMessages): string {
  if (src === null) return "";
  return tag("figure", {}, tag("figcaption", {}, text(samples.real)), voidTag("img", { src, alt: samples.realAlt }));
}

function sliderRow(
  { sampleCount }: ReportInput,
  frames: readonly Frame[],
  { samples }: ReportMessages,
  language: Language,
): string {
  const last = frames.length - 1;
  const shown = samples.shown({ shown: countText(frames.length, language), all: countText(sampleCount, language) });
  return tag(
    "div",
    { class: "slide" },
    tag("button", { type: "button", id: "play", disabled: "" }, text(samples.play)),
    voidTag("input", {
      type: "range",
      id: "slider",
      min: 0,
      max: last,
      value: last,
      step: 1,
      disabled: "",
      "aria-label": samples.slider,
      "data-play": samples.play,
      "data-pause": samples.pause,
    }),
    tag("span", { class: "muted" }, text(shown)),
  );
}
