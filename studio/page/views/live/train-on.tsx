/** @file A run that ended is trained on, by a process of its own. */
import type { JSX } from "preact";
import { liveText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { useRun, useStudio } from "../../state/studio.ts";
import type { Ask } from "./controls.tsx";

export function TrainOn({ ask }: { readonly ask: Ask }): JSX.Element {
  const run = useRun();
  const { source } = useStudio();
  const text = liveText.value.control;
  const { step = 0, steps = null } = run.summary.value ?? {};
  const usual = steps !== null && steps > step ? steps : step * 2;
  const onSubmit = (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const to = Number(new FormData(event.currentTarget).get("steps"));
    ask(async () => {
      const started = await source.control?.resume(run.id, to);
      return () => (run.training.value ? "" : liveText.value.control.started({ pid: started?.pid ?? 0 }));
    });
  };
  return (
    <form class="train-on" onSubmit={onSubmit}>
      <label>
        {text.trainTo} <input name="steps" type="number" min={step + 1} required defaultValue={String(usual)} />
      </label>
      <button type="submit">
        <Icon name="play" />
        {text.train}
      </button>
    </form>
  );
}
