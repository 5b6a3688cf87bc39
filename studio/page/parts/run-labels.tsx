/** @file A run's note and tags; a form takes their place where they are changed. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { RunSummary } from "../../api/index.ts";
import { runsText } from "../messages/texts.ts";
import { useStudio } from "../state/studio.ts";
import { Icon } from "./icon.tsx";
import { NotLoaded } from "./not-loaded.tsx";
import "./run-labels.css";
import { onUse, useOnUse } from "./use-on-use.ts";

export interface LabelsProps {
  readonly run: RunSummary;
}

const labelsForm = onUse(() => import("./on-use/labels-form.tsx"));

export function RunLabels({ run }: LabelsProps): JSX.Element {
  const { source, runs } = useStudio();
  const [editing, setEditing] = useState(false);
  const [back, setBack] = useState(false);
  const close = (): void => {
    setEditing(false);
    setBack(true); // the focus goes to where it came from
  };
  const form = useOnUse(labelsForm, editing);
  if (form.value !== null) return <form.value.LabelsForm run={run} close={close} />;
  const can = source.control !== null && !runs.readonly.value;
  return (
    <div class="labels">
      {run.note !== null && <span class="note">{run.note}</span>}
      <TagLinks tags={run.tags} />
      {can && <EditButton id={run.id} focused={back} onClick={() => setEditing(!form.failed)} />}
      {form.failed && <NotLoaded />}
    </div>
  );
}

interface EditButtonProps {
  readonly id: string;
  readonly focused: boolean;
  readonly onClick: () => void;
}

function EditButton({ id, focused, onClick }: EditButtonProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const text = runsText.value.labels;
  useEffect(() => {
    if (focused) button.current?.focus();
  }, []);
  return (
    <button type="button" class="plain edit" onClick={onClick} ref={button} title={text.edit}>
      <Icon name="edit" />
      <span class="hidden-text">{text.editOf({ run: id })}</span>
    </button>
  );
}

/** Each leads to the runs that have it. */
function TagLinks({ tags }: { readonly tags: readonly string[] }): JSX.Element | null {
  const { router } = useStudio();
  if (tags.length === 0) return null;
  return (
    <ul class="tags" aria-label={runsText.value.labels.tags}>
      {tags.map((tag) => (
        <li key={tag}>
          <a
            href={router.href({ page: "runs" }, { filter: `tag:${/\s/.test(tag) ? `"${tag}"` : tag}` })}
            title={runsText.value.labels.filterBy({ tag })}
          >
            {tag}
          </a>
        </li>
      ))}
    </ul>
  );
}
