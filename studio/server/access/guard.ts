/** @file The door: every request passes here before anything else is done with it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GantryError } from "gantry/base";
import { errorSentence } from "gantry/messages";
import { WRITE_HEADER } from "../../api/index.ts";
import { languageOf } from "../replies.ts";
import { securityHeaders } from "./headers.ts";
import { type Own, strangerOf } from "./origin.ts";
import { COOKIE_SECONDS, cookieName, cookiesOf, cookieValue, sameText, secondsLeft, setCookie } from "./token.ts";

export interface Door {
  /** Of the printed address. */
  readonly token: string;
  readonly secret: Uint8Array;
  /** The runs folder, whose cookie it is. */
  readonly folder: string;
  readonly readonly: boolean;
  /** Known once the server listens. */
  readonly own: () => Own;
}

export function guard(app: FastifyInstance, door: Door): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(securityHeaders);
    const opensPage = isPage(request);
    const stranger = strangerOf(request.headers, door.own(), opensPage);
    if (stranger !== null) throw new GantryError("E603", stranger);
    if (opensPage && (await comeIn(request, reply, door))) return reply;
    const left = cookieSeconds(request, door);
    if (left === 0) {
      if (opensPage) return sayNo(request, reply);
      throw new GantryError("E602", {});
    }
    if (left < COOKIE_SECONDS / 2) giveCookie(reply, door);
    if (request.method !== "GET" && request.method !== "HEAD") checkWrite(request, door);
    return undefined;
  });
}

const isPage = ({ method, url }: FastifyRequest): boolean =>
  (method === "GET" || method === "HEAD") && /^\/(\?|$)/.test(url);

const now = (): number => Math.floor(Date.now() / 1000);

/** For how long the request's cookie still opens; 0: not any more, or never. */
const cookieSeconds = ({ headers }: FastifyRequest, { secret, folder, own }: Door): number =>
  Math.max(
    0,
    ...cookiesOf(headers.cookie, cookieName(own().port)).map((one) => secondsLeft(one, secret, folder, now())),
  );

function giveCookie(reply: FastifyReply, { secret, folder, own }: Door): void {
  const value = cookieValue(secret, folder, now() + COOKIE_SECONDS);
  reply.header("set-cookie", setCookie(cookieName(own().port), value));
}

/**
 * The printed address: its token becomes a cookie, and the page opens without it in its address.
 * @returns whether it was answered
 */
async function comeIn(request: FastifyRequest, reply: FastifyReply, door: Door): Promise<boolean> {
  const { token, ...others } = request.query as Readonly<Record<string, unknown>>;
  if (token === undefined) return false;
  const right = typeof token === "string" && sameText(token, door.token);
  if (!right && cookieSeconds(request, door) === 0) return false;
  if (right) giveCookie(reply, door);
  const query = new URLSearchParams(
    Object.entries(others).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  ).toString();
  const address = query === "" ? "/" : `/?${query}`;
  await (request.headers["sec-fetch-site"] === "cross-site" ? sayAgain(reply, address) : reply.redirect(address, 303));
  return true;
}

/** A link of another site led here: only a page of our own may go on and still bring the new cookie. */
const sayAgain = (reply: FastifyReply, address: string): FastifyReply =>
  reply
    .type("text/html; charset=utf-8")
    .send(plainPage("en", `<meta http-equiv="refresh" content="0;url=${escaped(address)}">`, "…"));

function sayNo(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request);
  const sentence = errorSentence("E602", {}, language);
  return reply
    .code(403)
    .type("text/html; charset=utf-8")
    .send(plainPage(language, "", sentence));
}

/** Without style or script, which the policy would refuse. */
const plainPage = (language: string, head: string, text: string): string =>
  `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<meta name="color-scheme" content="light dark"><title>Gantry Studio</title>${head}<h1>Gantry Studio</h1><p>${escaped(text)}</p></html>\n`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** @throws E604 E605 */
function checkWrite({ headers }: FastifyRequest, { readonly }: Door): void {
  const given = headers[WRITE_HEADER];
  if (given === undefined) throw new GantryError("E605", { header: WRITE_HEADER, expected: "1", got: null });
  const type = headers["content-type"];
  if (!/^application\/json\s*(;|$)/i.test(type ?? "")) {
    throw new GantryError("E605", { header: "content-type", expected: "application/json", got: type ?? null });
  }
  if (readonly) throw new GantryError("E604", {}); // a plan too: it starts a process, of any recipe's file
}
