import { expect, test } from "vitest";
import { chordOf, type Press } from "./keys.ts";
import { isTaken, type PressedIn, pressedIn } from "./taken-keys.ts";

const press = (key: string, ctrlKey = false): Press => ({
  ...{ key, ctrlKey, metaKey: false, altKey: false, shiftKey: false },
});
const left = (place: PressedIn, ...presses: Press[]): string[] =>
  presses.filter((one) => !isTaken(place, one)).map(chordOf);

const plain = ["c", "Delete", " ", "ArrowLeft", "Home"].map((key) => press(key));
const withCtrl = ["z", "Z", "y", "a", "c", "x", "v", "k", "Enter"].map((key) => press(key, true));

test("what is typed into takes letters, and undo, redo, all, copy, cut and paste; the palette and sending stay", () => {
  expect(left("text", ...plain, ...withCtrl)).toEqual(["Ctrl+k", "Ctrl+Enter"]);
  expect(left("text", { ...press("z"), metaKey: true }, { ...press("k"), metaKey: true })).toEqual(["Ctrl+k"]);
});

test("a checkbox takes its space, a radio button its arrows too, and no letter", () => {
  expect(left("button", ...plain)).toEqual(["c", "Delete", "ArrowLeft", "Home"]);
  expect(left("radio", ...plain)).toEqual(["c", "Delete", "Home"]);
});

test("selects and sliders keep single keys, dialogs every key, the page none", () => {
  expect(left("field", ...plain, press("z", true))).toEqual(["Ctrl+z"]);
  expect(left("dialog", ...plain, ...withCtrl)).toEqual([]);
  expect(left("page", ...plain).length).toBe(plain.length);
});

test("a dialog counts before what is in it, a checkbox before fields", () => {
  const within = (...around: string[]): PressedIn =>
    pressedIn({ closest: (selector: string) => (around.some((one) => selector.includes(one)) ? {} : null) as never });
  expect([within("dialog", "textarea"), within("[type=checkbox]", "textarea"), within("textarea"), within()]).toEqual([
    ...["dialog", "button", "text", "page"],
  ]);
});
