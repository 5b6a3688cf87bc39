/** @file The buttons in a figure's caption: its numbers as a table, and how to read it. */
import type { JSX, Ref } from "preact";
import { chartsText, labelled } from "../messages/texts.ts";
import { Icon } from "./icon.tsx";

export interface CaptionButtonProps {
  /** Of the figure. */
  readonly title: string;
  readonly shown: boolean;
  readonly toggle: () => void;
}

interface TableButtonProps extends CaptionButtonProps {
  /** By which keys reach it, too. */
  readonly shortcut: string | undefined;
  readonly button: Ref<HTMLButtonElement>;
}

export function TableButton({ title, shown, toggle, shortcut, button }: TableButtonProps): JSX.Element {
  const { table } = chartsText.value;
  return (
    <button
      type="button"
      class="plain"
      ref={button}
      aria-pressed={shown}
      aria-label={labelled(table, title)}
      title={shortcut === undefined ? table : `${table} (${shortcut})`}
      onClick={toggle}
    >
      <Icon name="table" />
    </button>
  );
}

export function HowButton({ title, shown, toggle }: CaptionButtonProps): JSX.Element {
  const { how } = chartsText.value;
  return (
    <button
      type="button"
      class="plain"
      aria-expanded={shown}
      aria-label={`${how}: ${title}`}
      title={how}
      onClick={toggle}
    >
      <Icon name="help" />
    </button>
  );
}
