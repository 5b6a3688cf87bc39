/** @file What was just put away, with the way back; it stays until it is used or dismissed, for nobody is hurried. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { runsText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { Problem } from "../../parts/problem.tsx";
import type { Trash } from "./use-trash.ts";

export function TrashBar({ moved, fault, undo, dismiss }: Trash): JSX.Element {
  const text = runsText.value.trash;
  return (
    <>
      {fault !== null && (
        <Problem error={fault}>
          <button type="button" onClick={dismiss}>
            {text.dismiss}
          </button>
        </Problem>
      )}
      {moved.length > 0 && (
        <section class="trash-bar" aria-label={text.undo}>
          <Icon name="trash" />
          <span>{text.moved({ runs: moved.map(({ id }) => id) })}</span>
          <UndoButton key={moved[0]?.entry} undo={undo} />
          <button type="button" class="plain" onClick={dismiss}>
            {text.dismiss}
          </button>
        </section>
      )}
    </>
  );
}

/** The row that had the focus is gone: it comes here. */
function UndoButton({ undo }: Pick<Trash, "undo">): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <button type="button" onClick={undo} ref={button}>
      <Icon name="undo" />
      {runsText.value.trash.undo}
    </button>
  );
}
