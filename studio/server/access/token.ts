/**
 * @file Who may come in. The printed address holds a token, new with each start; whoever brings it gets a cookie, which
 * holds longer: it is derived from a secret of this user, so that an open page finds its server again after a restart.
 *
 * A browser knows cookies by the computer, not by the port: whatever else listens at 127.0.0.1 and is opened in the same
 * browser is sent ours too, and could show it to us. So the cookie itself says how long it holds, which only the secret
 * can write, and a page that is used gets a fresh one in time. What remains: a program that somebody else runs at
 * another port of this computer, opened by the user in the same browser, can act as the user here for those days. Whoever
 * fears that deletes the secret (all cookies end), or opens the Studio in a private window. Programs of the same user
 * need no cookie: they can read the secret, and the runs.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** How long a cookie holds that is not used. */
export const COOKIE_SECONDS: number = 7 * 24 * 3600;

/** Several Studios run side by side, each at a port of its own, and none is to overwrite another's. */
export const cookieName = (port: number): string => `gantry-studio-${port}`;

/** @param until Unix seconds @returns the cookie's value for the runs of one folder */
export const cookieValue = (secret: Uint8Array, folder: string, until: number): string =>
  `${until}.${createHmac("sha256", secret).update(`studio cookie\n${until}\n${folder}`).digest("base64url")}`;

/** @param now Unix seconds @returns for how many seconds it still holds; 0: it is none of ours, or held till then */
export function secondsLeft(value: string, secret: Uint8Array, folder: string, now: number): number {
  const until = Number(/^(\d{1,12})\./.exec(value)?.[1] ?? 0);
  const left = Math.min(until - now, COOKIE_SECONDS);
  return left > 0 && sameText(value, cookieValue(secret, folder, until)) ? left : 0;
}

/** Takes as long for whatever is given. */
export function sameText(given: string, wanted: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

/** @param header `Cookie` @returns the values under that name */
export function cookiesOf(header: string | undefined, name: string): readonly string[] {
  return (header ?? "").split(";").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
}

/** Scripts cannot read it, other sites cannot have it sent. */
export const setCookie = (name: string, value: string): string =>
  `${name}=${value}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Strict`;
