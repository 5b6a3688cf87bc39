/** @file A shortcut as keys on the screen. */
import type { JSX } from "preact";

const signs: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

/** `Shift+ArrowLeft` as keys: ⟨Shift⟩⟨←⟩ */
export const Keys = ({ keys }: { readonly keys: string }): JSX.Element => (
  <span class="keys">
    {keys
      .split(/[ ]/)
      .flatMap((chord) =>
        chord
          .split(/\+(?=.)/)
          .map((key) => (
            <kbd key={`${chord} ${key}`}>
              {signs[key] ?? (key.length === 1 && chord.includes("+") ? key.toUpperCase() : key)}
            </kbd>
          )),
      )}
  </span>
);
