import { expect, test, vi } from "vitest";
import { type Command, createCommands, findCommands, isPossible } from "./commands.ts";
import { chordOf, createKeyMap, type Press } from "./keys.ts";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...more,
});
const command = (id: string, keys: string[], run: () => void = () => undefined): Command => ({
  ...{ id, group: "page", title: () => `Do ${id}`, keys, run },
});

test("chords as they are written", () => {
  expect(chordOf(press("k", { metaKey: true }))).toBe("Ctrl+k");
  expect(chordOf(press("?", { shiftKey: true }))).toBe("?");
  expect(chordOf(press("ArrowLeft", { shiftKey: true }))).toBe("Shift+ArrowLeft");
  expect(chordOf(press(" "))).toBe("Space");
});

test("one key after another, in time, and single keys beside them", () => {
  const [go, d] = [vi.fn(), vi.fn()];
  const map = createKeyMap(
    () => [command("go", ["g d"], go), command("theme", ["d"], d)],
    () => true,
  );
  expect([map.press(press("g"), 0), map.press(press("d"), 500)]).toEqual([false, true]);
  expect([go.mock.calls.length, d.mock.calls.length]).toEqual([1, 0]);
  map.press(press("g"), 1000);
  map.press(press("d"), 9000);
  expect([go.mock.calls.length, d.mock.calls.length]).toEqual([1, 1]);
});

test("letters that are turned off do nothing; keys with Ctrl stay", () => {
  const work = vi.fn();
  const map = createKeyMap(
    () => [command("a", ["a", "Ctrl+k"], work)],
    () => false,
  );
  expect([map.press(press("a"), 0), map.press(press("k", { ctrlKey: true }), 0)]).toEqual([false, true]);
});

test("the latest registration of an id holds, and goes again", () => {
  const commands = createCommands();
  const [first, second] = [command("a", ["a"]), command("a", ["b"])];
  commands.register([first]);
  const back = commands.register([second]);
  expect(commands.all.value).toEqual([second]);
  back();
  expect(commands.all.value).toEqual([first]);
  expect(findCommands([first, command("b", [])], "do b").map(({ id }) => id)).toEqual(["b"]);
});

test("what is never possible here does not run, and is not found", () => {
  const work = vi.fn();
  const never = { ...command("a", ["a"], work), possible: () => false };
  const map = createKeyMap(
    () => [never],
    () => true,
  );
  expect([map.press(press("a"), 0), findCommands([never], "do a"), isPossible(never)]).toEqual([false, [], false]);
  expect([isPossible(command("b", [])), work.mock.calls.length]).toEqual([true, 0]);
});
