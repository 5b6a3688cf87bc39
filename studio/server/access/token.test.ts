/** @file Tokens, cookies and the secret they come from. */
import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { COOKIE_SECONDS, cookiesOf, cookieValue, sameText, secondsLeft, setCookie } from "./token.ts";
import { userSecret } from "./user-secret.ts";

test("cookies by name, as browsers send them", () => {
  expect(cookiesOf("a=1; gantry-studio-1=x; gantry-studio-12=y; gantry-studio-1=z=", "gantry-studio-1")).toEqual([
    "x",
    "z=",
  ]);
  expect(cookiesOf(undefined, "a")).toEqual([]);
  expect(cookiesOf("a; =1; ;", "a")).toEqual([]);
});

test("a cookie is of one secret and one folder, and holds till then and no longer", () => {
  const secret = new Uint8Array(32).fill(7);
  const now = 1_800_000_000;
  const value = cookieValue(secret, "/runs", now + COOKIE_SECONDS);
  expect(secondsLeft(value, secret, "/runs", now)).toBe(COOKIE_SECONDS);
  expect(secondsLeft(value, secret, "/runs", now + COOKIE_SECONDS - 1)).toBe(1);
  expect(secondsLeft(value, secret, "/runs", now + COOKIE_SECONDS)).toBe(0);
  expect(secondsLeft(value, secret, "/other", now)).toBe(0);
  expect(secondsLeft(value, new Uint8Array(32).fill(8), "/runs", now)).toBe(0);
  const longer = value.replace(/^\d+/, String(now + 2 * COOKIE_SECONDS));
  for (const other of [longer, value.slice(0, -1), value.replace(/^\d+/, ""), `${now}`, "", "x.y", "-1.x"]) {
    expect(secondsLeft(other, secret, "/runs", now), other).toBe(0);
  }
  expect(setCookie("a", value)).toBe(`a=${value}; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict`);
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
