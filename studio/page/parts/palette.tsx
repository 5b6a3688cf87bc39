/** @file Every command by its words: type, choose with the arrows, Enter runs it. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { shellText } from "../messages/texts.ts";
import { type Command, findCommands } from "../state/commands.ts";
import { useStudio } from "../state/studio.ts";
import { Dialog } from "./dialog.tsx";
import { Keys } from "./keys.tsx";

export function Palette({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { commands } = useStudio();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const text = shellText.value;
  const found = findCommands(commands.all.value, query);
  const chosen = Math.min(at, found.length - 1);
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setAt((chosen + by + found.length) % Math.max(found.length, 1));
    else if (event.key === "Enter") run(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={text.palette} class="palette" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found.length === 0 ? undefined : `${list}-${chosen}`}
        aria-label={text.paletteHow}
        placeholder={text.paletteHow}
        value={query}
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        data-first
      />
      <PaletteList id={list} found={found} chosen={chosen} run={run} />
      {found.length === 0 && <p class="quiet">{text.paletteNone}</p>}
    </Dialog>
  );
}

interface PaletteListProps {
  readonly id: string;
  readonly found: readonly Command[];
  readonly chosen: number;
  readonly run: (command: Command) => void;
}

/** The keys stay in the field above; the list is only pointed at. */
const PaletteList = ({ id, found, chosen, run }: PaletteListProps): JSX.Element => (
  <div role="listbox" id={id} aria-label={shellText.value.palette} class="palette-list">
    {found.map((command, i) => (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
      // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus
      <div
        key={command.id}
        role="option"
        id={`${id}-${i}`}
        aria-selected={i === chosen}
        ref={(element) => {
          if (i === chosen) element?.scrollIntoView({ block: "nearest" });
        }}
        onClick={() => run(command)}
      >
        <span>{command.title()}</span>
        {command.keys?.[0] !== undefined && <Keys keys={command.keys[0]} />}
      </div>
    ))}
  </div>
);
