/** @file All shortcuts that hold here, and the switch that turns single letters off. */
import type { JSX } from "preact";
import { shellText } from "../../messages/texts.ts";
import { type Command, type CommandGroup, isPossible } from "../../state/commands.ts";
import { useStudio } from "../../state/studio.ts";
import { Dialog } from "../dialog.tsx";
import { Keys } from "../keys.tsx";

const groups: readonly CommandGroup[] = ["go", "look", "run", "page"];

export function KeySheet({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { commands, settings } = useStudio();
  const text = shellText.value.keys;
  const withKeys = commands.all.value.filter(({ keys = [] }) => keys.length > 0).filter(isPossible);
  return (
    <Dialog title={text.title} class="key-sheet" onClose={onClose}>
      <label class="switch">
        <input
          type="checkbox"
          checked={settings.letters.value}
          onChange={({ currentTarget }) => {
            settings.letters.value = currentTarget.checked;
          }}
        />
        <span>
          {text.letters}
          <small>{text.lettersHow}</small>
        </span>
      </label>
      <div class="key-groups">
        {groups.map((group) => (
          <KeyGroup key={group} title={text.groups[group]} commands={withKeys.filter((one) => one.group === group)} />
        ))}
      </div>
    </Dialog>
  );
}

function KeyGroup({
  title,
  commands,
}: {
  readonly title: string;
  readonly commands: readonly Command[];
}): JSX.Element | null {
  if (commands.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {commands.map((command) => (
          <div key={command.id}>
            <dt>{command.title()}</dt>
            <dd>
              <Keys keys={command.keys?.[0] ?? ""} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
