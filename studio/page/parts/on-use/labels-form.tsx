/** @file The form that changes a run's note and tags. */
import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { RunSummary } from "../../../api/index.ts";
import { runsText } from "../../messages/texts.ts";
import { asSourceError, type SourceError } from "../../source.ts";
import { useStudio } from "../../state/studio.ts";
import type { LabelsProps } from "../run-labels.tsx";
import { joined, separated } from "../tag-list.ts";

export interface LabelsFormProps extends LabelsProps {
  readonly close: () => void;
}

export function LabelsForm({ run, close }: LabelsFormProps): JSX.Element {
  const { announcement } = useStudio();
  const text = runsText.value.labels;
  const [note, setNote] = useState(run.note ?? "");
  const [tags, setTags] = useState(joined(run.tags));
  const { save, saving, fault } = useSave(run, () => {
    announcement.value = text.saved({ run: run.id });
    close();
  });
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    save(note, separated(tags));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
  };
  return (
    <form class="labels-form" aria-label={text.formOf({ run: run.id })} onSubmit={submit} onKeyDown={onKeyDown}>
      <label>
        <span>{text.note}</span>
        <textarea
          ref={first}
          rows={2}
          maxLength={2000}
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </label>
      <TagsField run={run} value={tags} set={setTags} />
      {fault !== null && (
        <p class="wrong" role="alert">
          {fault.message}
        </p>
      )}
      <div class="labels-actions">
        <button type="submit" aria-disabled={saving}>
          {text.save}
        </button>
        <button type="button" class="plain" onClick={close}>
          {text.cancel}
        </button>
      </div>
    </form>
  );
}

interface TagsFieldProps extends LabelsProps {
  readonly value: string;
  readonly set: (value: string) => void;
}

/** Others' tags are offered: the same word for the same thing. */
function TagsField({ run, value, set }: TagsFieldProps): JSX.Element {
  const { runs } = useStudio();
  const id = useId();
  const text = runsText.value.labels;
  const known = new Set((runs.ids.peek() ?? []).flatMap((other) => runs.summary(other).peek()?.tags ?? []));
  const typed = separated(value);
  const offered = [...known].filter((tag) => !typed.includes(tag) && !run.tags.includes(tag)).sort();
  return (
    <div class="tags-field">
      <label for={id}>
        <span>{text.tags}</span> <small>{text.tagsHow}</small>
      </label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        value={value}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
      {offered.length > 0 && (
        <div class="offered">
          {offered.slice(0, MOST_OFFERED).map((tag) => (
            <button key={tag} type="button" class="plain" onClick={() => set(joined([...typed, tag]))}>
              + {tag}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

const MOST_OFFERED = 6;

interface Saving {
  readonly save: (note: string, tags: readonly string[]) => void;
  readonly saving: boolean;
  readonly fault: SourceError | null;
}

function useSave(run: RunSummary, saved: () => void): Saving {
  const { source, runs } = useStudio();
  const [saving, setSaving] = useState(false);
  const [fault, setFault] = useState<SourceError | null>(null);
  const work = async (note: string, tags: readonly string[]): Promise<void> => {
    const control = source.control;
    if (control === null) return;
    if (note !== (run.note ?? "")) await control.note(run.id, note);
    const labels = joined(tags) === joined(run.tags) ? null : await control.tag(run.id, tags);
    // The stream tells it too, a moment later.
    const { note: kept } = labels ?? { note: note.trim() === "" ? null : note.trim() };
    runs.hear({ type: "run", summary: { ...run, note: kept, tags: labels?.tags ?? run.tags } });
  };
  const save: Saving["save"] = (note, tags) => {
    if (saving) return;
    setSaving(true);
    work(note, tags)
      .then(saved, (error: unknown) => setFault(asSourceError(error)))
      .finally(() => setSaving(false));
  };
  return { save, saving, fault };
}
