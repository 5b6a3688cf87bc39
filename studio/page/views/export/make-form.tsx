/** @file What to export, and the way to do it. */
import type { JSX } from "preact";
import type { ExportRequest } from "../../../api/index.ts";
import { exportText } from "../../messages/texts.ts";
import { CopyBlock } from "../../parts/copy-block.tsx";
import { Icon } from "../../parts/icon.tsx";
import { wholeNumber } from "../../parts/numbers.ts";
import { Problem } from "../../parts/problem.tsx";
import { Segments } from "../../parts/segments.tsx";
import { now } from "../../state/clock.ts";
import { useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import type { Exports } from "./use-exports.ts";
import { commandFor, numbersFor, type Possible, runWord } from "./wish.ts";

export interface MakeFormProps {
  readonly id: string;
  readonly wish: ExportRequest;
  readonly possible: Possible;
  readonly exports: Exports;
}

export function MakeForm({ id, wish, possible, exports }: MakeFormProps): JSX.Element {
  const { runs } = useStudio();
  const text = exportText.value.form;
  const { makingSince, fault } = exports;
  const can = !runs.readonly.value;
  const ready = can && makingSince === null && possible.steps.length > 0;
  useMakeCommand(ready, () => exports.make(wish));
  const submit = (event: Event): void => {
    event.preventDefault();
    if (ready) exports.make(wish);
  };
  return (
    <form class="make-form" onSubmit={submit}>
      <h2>{text.title}</h2>
      <Choices wish={wish} possible={possible} />
      <CopyBlock label={text.command} text={commandFor(wish, runWord(runs.folder.value, id))} />
      {can ? (
        <button type="submit" class="start" aria-disabled={!ready}>
          <Icon name="export" />
          {text.make}
        </button>
      ) : (
        <p class="quiet">{text.readonly}</p>
      )}
      <p class="quiet" role="status">
        {makingSince !== null && text.making({ seconds: Math.max(0, Math.round((now.value - makingSince) / 1000)) })}
        {possible.steps.length === 0 && text.noCheckpoint}
      </p>
      {fault !== null && <Problem error={fault} />}
    </form>
  );
}

function useMakeCommand(ready: boolean, run: () => void): void {
  useCommands(
    () => [
      {
        ...{ id: "export.make", group: "run", keys: ["Ctrl+Enter"], title: () => exportText.value.commands.make },
        ...{ enabled: () => ready, run },
      },
    ],
    [ready, run],
  );
}

function Choices({ wish, possible }: Pick<MakeFormProps, "wish" | "possible">): JSX.Element {
  const { router } = useStudio();
  const text = exportText.value.form;
  const { target, numbers, weights } = wish;
  const formats = numbersFor(target, possible);
  const set = (key: string, usual: string) => (value: string) =>
    router.setQuery({ [key]: value === usual ? null : value });
  return (
    <>
      <Choice
        label={text.target}
        options={possible.targets.map((value) => ({ value, text: text.targets[value] }))}
        value={target}
        onChange={set("what", "generator")}
        about={text.about[target]}
      />
      {formats.length > 1 && (
        <Choice
          label={text.numbers}
          options={formats.map((value) => ({ value, text: text.numbersOf[value] }))}
          value={numbers}
          onChange={set("numbers", "float32")}
          about={text.numbersAbout[numbers]}
        />
      )}
      {possible.averaged && (
        <Choice
          label={text.weights}
          options={(["average", "live"] as const).map((value) => ({ value, text: text.weightsOf[value] }))}
          value={weights}
          onChange={set("weights", "average")}
          about={text.weightsAbout[weights]}
        />
      )}
      {possible.last !== null && <CheckpointChoice wish={wish} possible={possible} />}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What the chosen one is. */
  readonly about: string;
}

const Choice = ({ about, ...segments }: ChoiceProps): JSX.Element => (
  <div class="choice">
    <Segments {...segments} />
    <small class="quiet">{about}</small>
  </div>
);

function CheckpointChoice({ wish, possible }: Pick<MakeFormProps, "wish" | "possible">): JSX.Element {
  const { router } = useStudio();
  const text = exportText.value.form;
  const { steps, last, best } = possible;
  return (
    <label class="choice">
      <span>{text.checkpoint}</span>
      <select
        value={String(wish.checkpoint)}
        onChange={({ currentTarget: { value } }) => router.setQuery({ from: value === "last" ? null : value })}
      >
        <option value="last">{text.last({ step: wholeNumber(last ?? 0) })}</option>
        {best !== null && <option value="best">{text.best({ step: wholeNumber(best) })}</option>}
        {[...steps].reverse().map((step) => (
          <option key={step} value={String(step)}>
            {text.step({ step: wholeNumber(step) })}
          </option>
        ))}
      </select>
    </label>
  );
}
