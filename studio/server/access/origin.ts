/**
 * @file Whether a request comes from the Studio's own page. A page of another site can send requests to this computer
 * too: under a name of its own that leads here (DNS rebinding), which `Host` tells, or under ours, which `Origin` and
 * `Sec-Fetch-Site` tell.
 */
import { isIP } from "node:net";

/** What a request says of where it comes from. */
export interface RequestHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly "sec-fetch-site"?: string | string[] | undefined;
  readonly "sec-fetch-mode"?: string | string[] | undefined;
}

export interface Stranger {
  readonly header: string;
  readonly value: string;
}

export interface Own {
  readonly port: number;
  /** What the server is called: `localhost`, `127.0.0.1`, … */
  readonly names: readonly string[];
  /** It listens to other computers, which write its address in figures: no name server can bend those. */
  readonly anyAddress: boolean;
}

/**
 * @param opensPage the request only opens the page, which others may link to; its token is asked for all the same
 * @returns what gives it away, null for a request of our own
 */
export function strangerOf(headers: RequestHeaders, own: Own, opensPage: boolean): Stranger | null {
  const { host = "", origin } = headers;
  if (!isOwnHost(host, own)) return { header: "Host", value: host };
  if (origin !== undefined && origin !== `http://${host}`) return { header: "Origin", value: origin };
  const site = headers["sec-fetch-site"];
  const fine = site === undefined || site === "same-origin" || site === "none";
  if (fine || (opensPage && headers["sec-fetch-mode"] === "navigate")) return null;
  return { header: "Sec-Fetch-Site", value: String(site) };
}

function isOwnHost(host: string, { port, names, anyAddress }: Own): boolean {
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d+))?$/i.exec(host);
  if (match === null || Number(match[2] ?? 80) !== port) return false;
  const name = (match[1] as string).toLowerCase().replace(/^\[|\]$/g, "");
  return names.includes(name) || (anyAddress && isIP(name) !== 0);
}
