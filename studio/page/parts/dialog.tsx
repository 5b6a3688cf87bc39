/** @file A window over the page: the browser's own, so focus stays in it and Escape closes it, and then is where it was. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { shellText } from "../messages/texts.ts";
import { Icon } from "./icon.tsx";

export interface DialogProps {
  readonly title: string;
  readonly class?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Dialog({ title, class: name = "", onClose, children }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  /** The browser tells of a close a moment later; by then another window may be open, which is not meant. */
  const here = useRef(true);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement as HTMLElement;
    element?.showModal();
    element?.querySelector<HTMLElement>("[data-first]")?.focus(); // else the button that closes would have the focus
    return () => {
      here.current = false;
      focusAgain(before); // the element is gone by now: the browser cannot
    };
  }, []);
  const outside = (event: MouseEvent): void => {
    if (event.target === dialog.current) onClose();
  };
  return (
    <dialog
      ref={dialog}
      class={`dialog ${name}`}
      aria-labelledby={heading}
      onClose={() => here.current && onClose()}
      onMouseDown={outside}
    >
      <div class="dialog-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" class="plain" onClick={onClose} aria-label={shellText.value.close}>
          <Icon name="bad" />
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** Nobody is left without the focus: where what had it is gone, the page's main part has it. */
function focusAgain(before: HTMLElement): void {
  if (document.activeElement === document.body) before.focus();
  if (document.activeElement === document.body) document.getElementById("content")?.focus({ preventScroll: true });
}
