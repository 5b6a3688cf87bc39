/** @file A question that several ask, whose thing changes, or that fails. */
import { expect, test, vi } from "vitest";
import { oneQuestion } from "./one-question.ts";

/** Answers are given by hand. */
function asked() {
  const open: { readonly resolve: (answer: string) => void; readonly reject: (fault: Error) => void }[] = [];
  const [taken, after]: [string[], string[]] = [[], []];
  const ask = (): Promise<string> => new Promise((resolve, reject) => open.push({ resolve, reject }));
  return { open, taken, after, question: oneQuestion(ask, (answer) => taken.push(answer)) };
}

test("is asked once at a time, and again when it was answered", async () => {
  const { open, taken, question } = asked();
  const [first, second] = [question.ask(), question.ask()];
  expect([second === first, open.length]).toEqual([true, 1]);
  open[0]?.resolve("a");
  await first;
  const third = question.ask();
  open[1]?.resolve("b");
  await third;
  expect(taken).toEqual(["a", "b"]);
});

test("what waits comes after the answer was taken; nothing waits where nothing is asked", async () => {
  const { open, taken, after, question } = asked();
  expect(question.after(() => after.push("never"))).toBe(false);
  void question.ask();
  expect(question.after(() => after.push(`after ${taken}`))).toBe(true);
  open[0]?.resolve("a");
  await vi.waitFor(() => expect(after).toEqual(["after a"]));
  expect(question.after(() => undefined)).toBe(false);
});

test("an answer about a former thing is not taken, nor what waited for it, and the new question is asked at once", async () => {
  const { open, taken, after, question } = asked();
  const former = question.ask();
  question.after(() => after.push("former"));
  question.forget();
  const now = question.ask();
  question.after(() => after.push("now"));
  open[0]?.resolve("old");
  await former;
  expect(question.ask()).toBe(now); // still under way
  open[1]?.resolve("new");
  await vi.waitFor(() => expect(after).toEqual(["now"]));
  expect(taken).toEqual(["new"]);
});

test("one that fails says so to who asked, lets nothing wait, and can be asked again", async () => {
  const { open, taken, after, question } = asked();
  const failing = question.ask();
  question.after(() => after.push("after"));
  open[0]?.reject(new Error("gone"));
  await expect(failing).rejects.toThrow("gone");
  const again = question.ask();
  open[1]?.resolve("a");
  await again;
  expect([taken, after]).toEqual([["a"], []]);
});
