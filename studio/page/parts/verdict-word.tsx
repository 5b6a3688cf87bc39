/** @file How a run goes, as a word and a sign; never by colour alone. */
import type { JSX } from "preact";
import type { RunSummary } from "../../api/index.ts";
import { diagnosisText, stateWords } from "../messages/texts.ts";
import { useStudio } from "../state/studio.ts";
import { Icon, type IconName } from "./icon.tsx";

type Tone = "good" | "wait" | "warning" | "bad";

const tones: Readonly<Record<string, Tone>> = {
  healthy: "good",
  converged: "good",
  "warming up": "wait",
  "D winning": "warning",
  "G winning": "warning",
  oscillating: "warning",
  "losing diversity": "warning",
  stalled: "warning",
  memorising: "warning",
  collapsed: "bad",
  diverged: "bad",
};

const icons: Readonly<Record<Tone, IconName>> = { good: "good", wait: "wait", warning: "warning", bad: "bad" };

export const toneOf = (verdict: string): Tone => tones[verdict] ?? "wait";

/** The verdict's word as people read it; one of a later version as it is. */
export const verdictText = (verdict: string): string =>
  (diagnosisText.value.words as Readonly<Record<string, string>>)[verdict] ?? verdict;

export function VerdictWord({ verdict }: { readonly verdict: string }): JSX.Element {
  const tone = toneOf(verdict);
  return (
    <span class={`verdict-word ${tone}`}>
      <Icon name={icons[tone]} />
      {verdictText(verdict)}
    </span>
  );
}

/** What a run is doing; in a copy, what it was doing then. */
export function StateWord({ state }: { readonly state: RunSummary["state"] }): JSX.Element {
  const then: Readonly<Record<string, string>> | undefined = useStudio().source.copy?.text.value.states;
  const was = then?.[state];
  return <span class={`state ${was ? "" : state}`}>{was ?? stateWords.value[state]}</span>;
}
