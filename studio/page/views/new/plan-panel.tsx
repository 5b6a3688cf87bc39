/** @file What would come of it: the command, how long, how much memory, how large; and the way to begin. */
import type { JSX } from "preact";
import { commandLine } from "../../../api/command-line.ts";
import type { PlanReply, StartRequest } from "../../../api/index.ts";
import { newText } from "../../messages/texts.ts";
import { CopyBlock } from "../../parts/copy-block.tsx";
import { durationText, shortNumber, sizeText, wholeNumber } from "../../parts/numbers.ts";
import { Problem } from "../../parts/problem.tsx";
import type { SourceError } from "../../source.ts";
import type { Planned } from "./use-plan.ts";

export interface PlanPanelProps {
  readonly values: StartRequest["values"];
  readonly planned: Planned;
  readonly planning: boolean;
  /** Keys whose fields say what is wrong. */
  readonly wrong: readonly string[];
  /** What is said of no field in particular. */
  readonly error: SourceError | null;
  readonly starting: boolean;
}

export function PlanPanel(props: PlanPanelProps): JSX.Element {
  const { values, planned, planning, error, starting } = props;
  const text = newText.value.plan;
  const { plan, settled } = planned;
  return (
    <>
      <h2>{text.title}</h2>
      <CopyBlock label={text.command} text={commandNow(values, planned)} />
      <div class={settled ? "plan-facts" : "plan-facts waiting"} aria-busy={planning}>
        {plan !== null && planned.error === null && <Facts plan={plan} />}
      </div>
      <p class="quiet" role="status">
        {stateOf(props)}
      </p>
      {error !== null && <Problem error={error} />}
      <button type="submit" class="start" disabled={!settled || starting}>
        {starting ? newText.value.starting : newText.value.start}
      </button>
    </>
  );
}

/** Of what stands in the form now: names and notes make no other plan. The plan knows where runs go. */
const commandNow = (values: StartRequest["values"], { plan }: Planned): string =>
  commandLine(values, plan === null || plan.out === null ? {} : { out: plan.out });

/** What is waited for: the person or the machine. */
function stateOf({ values, planning, wrong }: PlanPanelProps): string {
  const text = newText.value.plan;
  if (wrong.length > 0) return text.wrong({ keys: wrong });
  if (values.data === undefined) return text.nothing;
  return planning ? text.measuring : "";
}

function Facts({ plan }: { readonly plan: PlanReply }): JSX.Element {
  const text = newText.value.plan;
  const { data, parameters, memoryBytes, secondsAStep } = plan;
  const nets = Object.entries(parameters).map(([name, count]) => `${name} ${wholeNumber(count)}`);
  const seconds = secondsOf(plan);
  const rows: readonly (readonly [string, string])[] = [
    [text.data, `${wholeNumber(data.count)} × ${data.shape.join("×")}`],
    [text.recipe, String(plan.config.recipe?.value ?? "–")],
    [text.parameters, nets.join(", ")],
    [text.steps, wholeNumber(Number(plan.config.steps?.value ?? 0))],
    [text.aStep, secondsAStep === null ? text.unknown : text.milliseconds({ ms: shortNumber(secondsAStep * 1000) })],
    [text.time, seconds === null ? text.unknown : text.about({ time: durationText(seconds) })],
    [text.memory, memoryBytes === null ? text.unknown : text.about({ time: sizeText(memoryBytes) })],
  ];
  return (
    <>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">{text.measured}</p>
    </>
  );
}

/** The steps' time, unless the clock ends the run before. */
function secondsOf({ config, secondsAStep, secondsToCompile }: PlanReply): number | null {
  if (secondsAStep === null) return null;
  const bySteps = (secondsToCompile ?? 0) + Number(config.steps?.value ?? 0) * secondsAStep;
  const minutes = config.minutes?.value;
  return typeof minutes === "number" ? Math.min(bySteps, minutes * 60) : bySteps;
}
