/**
 * @file Who may come in. The printed address holds a token, new with each start; whoever brings it gets a cookie, which
 * holds longer: it is derived from a secret of this user, so that an open page finds its server again after a restart.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Cookies do not know ports, so the name says which server's it is. */
export const cookieName = (port: number): string => `gantry-studio-${port}`;

/** @returns the cookie's value for the runs of one folder */
export const cookieValue = (secret: Uint8Array, folder: string): string =>
  createHmac("sha256", secret).update(`studio cookie\n${folder}`).digest("base64url");

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

/** Scripts cannot read it, other sites cannot have it sent; it ends with the browser. */
export const setCookie = (name: string, value: string): string => `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`;
