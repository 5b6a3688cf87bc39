/** @file Puts one run into the trash. */
import type { JSX } from "preact";
import { runsText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";

export interface TrashButtonProps {
  readonly id: string;
  readonly training?: boolean;
  readonly trash: () => void;
}

export function TrashButton({ id, training = false, trash }: TrashButtonProps): JSX.Element {
  const text = runsText.value.trash;
  return (
    <button
      type="button"
      class="plain"
      disabled={training}
      onClick={trash}
      title={training ? text.training : text.move}
    >
      <Icon name="trash" />
      <span class="hidden-text">{text.moveOf({ run: id })}</span>
    </button>
  );
}
