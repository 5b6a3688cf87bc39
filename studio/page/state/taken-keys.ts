/** @file Which keys belong to what has the focus: what is typed into a field is no shortcut, and undo there is the typing's. */
import type { Press } from "./keys.ts";

/**
 * What a key is pressed in. `dialog`: nothing behind it is reached. `text`: fields that are typed into. `field`: selects and
 * sliders, with keys of their own. `radio` takes arrows, `button` (and checkboxes and links) a space.
 */
export type PressedIn = "dialog" | "text" | "field" | "radio" | "button" | "page";

/** By the nearest element around the key that one of these says; the first that fits counts. */
const places: readonly (readonly [PressedIn, string])[] = [
  ["dialog", "dialog"],
  ["radio", "input[type=radio]"],
  ["button", "input[type=checkbox], button, a, summary, [role=button], [role=switch], [role=checkbox]"],
  ["field", "select, input:is([type=range], [type=color])"],
  ["text", "input, textarea, [contenteditable=true]"],
];

export const pressedIn = (target: Pick<Element, "closest">): PressedIn =>
  places.find(([, selector]) => target.closest(selector) !== null)?.[0] ?? "page";

/** Undo, redo, all, copy, cut and paste of what is typed. */
const EDITING = "zyacxv";

export function isTaken(place: PressedIn, { key, ctrlKey, metaKey }: Press): boolean {
  const withCtrl = ctrlKey || metaKey;
  const taken: Readonly<Record<PressedIn, boolean>> = {
    dialog: true,
    text: !withCtrl || EDITING.includes(key.toLowerCase()),
    field: !withCtrl,
    radio: key === " " || key.startsWith("Arrow"),
    button: key === " ",
    page: false,
  };
  return taken[place];
}
