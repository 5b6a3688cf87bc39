/** @file Tokens, cookies and the secret they come from. */
import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cookiesOf, cookieValue, sameText } from "./token.ts";
import { userSecret } from "./user-secret.ts";

test("cookies by name, as browsers send them", () => {
  expect(cookiesOf("a=1; gantry-studio-1=x; gantry-studio-12=y; gantry-studio-1=z=", "gantry-studio-1")).toEqual([
    "x",
    "z=",
  ]);
  expect(cookiesOf(undefined, "a")).toEqual([]);
  expect(cookiesOf("a; =1; ;", "a")).toEqual([]);
});

test("a cookie is of one secret and one folder", () => {
  const secret = new Uint8Array(32).fill(7);
  expect(cookieValue(secret, "/runs")).toBe(cookieValue(secret, "/runs"));
  expect(cookieValue(secret, "/runs")).not.toBe(cookieValue(secret, "/other"));
  expect(cookieValue(secret, "/runs")).not.toBe(cookieValue(new Uint8Array(32).fill(8), "/runs"));
});

test("texts are the same only where all of them is", () => {
  expect([sameText("abc", "abc"), sameText("abd", "abc"), sameText("ab", "abc"), sameText("", "abc")]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("the secret is made once, for this user alone; a damaged one is not used", () => {
  const file = join(mkdtempSync(join(tmpdir(), "gantry-secret-")), "deep/studio-secret");
  const first = userSecret(file);
  expect(first).toHaveLength(32);
  expect(userSecret(file)).toEqual(first);
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, "short");
  expect(userSecret(file)).toHaveLength(32);
});
