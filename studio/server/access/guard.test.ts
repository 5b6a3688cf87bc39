/** @file How long a cookie opens the door, and when a fresh one is given. */
import fastify from "fastify";
import { expect, test } from "vitest";
import { guard } from "./guard.ts";
import { COOKIE_SECONDS, cookieName, cookieValue, secondsLeft } from "./token.ts";

const secret = new Uint8Array(32).fill(3);
const port = 7788;

async function askWith(left: number): Promise<{ readonly status: number; readonly fresh: string | undefined }> {
  const app = fastify();
  const own = { port, names: ["127.0.0.1"], anyAddress: false };
  guard(app, { token: "t", secret, folder: "/runs", readonly: false, own: () => own });
  app.get("/api/runs", async () => ({}));
  const until = Math.floor(Date.now() / 1000) + left;
  const cookie = `${cookieName(port)}=${cookieValue(secret, "/runs", until)}`;
  const answer = await app.inject({ url: "/api/runs", headers: { host: `127.0.0.1:${port}`, cookie } });
  await app.close();
  const fresh = answer.cookies[0]?.value;
  return { status: answer.statusCode, fresh };
}

test("a cookie that is young is left alone, one past its half is renewed, one that ended opens nothing", async () => {
  expect(await askWith(COOKIE_SECONDS - 60)).toEqual({ status: 200, fresh: undefined });
  const { status, fresh } = await askWith(COOKIE_SECONDS / 2 - 60);
  expect(status).toBe(200);
  const left = secondsLeft(String(fresh), secret, "/runs", Math.floor(Date.now() / 1000));
  expect(left).toBeGreaterThan(COOKIE_SECONDS - 60);
  expect(left).toBeLessThanOrEqual(COOKIE_SECONDS);
  expect((await askWith(-1)).status).toBe(500); // the door throws; what becomes of it is the server's matter
  expect((await askWith(-1)).fresh).toBeUndefined();
});
