/** @file Which requests are our own page's. */
import { describe, expect, test } from "vitest";
import { strangerOf } from "./origin.ts";

const loopback = { port: 7788, names: ["localhost", "127.0.0.1", "::1"], anyAddress: false };
const open = { ...loopback, names: [...loopback.names, "studio.example"], anyAddress: true };

describe("strangerOf", () => {
  test.each(["127.0.0.1:7788", "localhost:7788", "LOCALHOST:7788", "[::1]:7788"])("Host %s is ours", (host) => {
    expect(strangerOf({ host }, loopback, false)).toBeNull();
    expect(strangerOf({ host, origin: `http://${host}`, "sec-fetch-site": "same-origin" }, loopback, false)).toBeNull();
  });

  test.each([undefined, "", "127.0.0.1", "127.0.0.1:7789", "a:b:7788", "192.168.0.2:7788", "localhost.example:7788"])(
    "Host %s is not",
    (host) => {
      expect(strangerOf({ host }, loopback, true)).toEqual({ header: "Host", value: host ?? "" });
    },
  );

  test("a server for others is called by its address or its name, and by no other name", () => {
    for (const host of ["192.168.0.2:7788", "[fe80::1]:7788", "studio.example:7788"]) {
      expect(strangerOf({ host }, open, false), host).toBeNull();
    }
    expect(strangerOf({ host: "rebound.example:7788" }, open, false)?.header).toBe("Host");
  });

  test("another site may open the page, and do nothing else", () => {
    const host = "127.0.0.1:7788";
    const link = { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect(strangerOf(link, loopback, true)).toBeNull();
    expect(strangerOf(link, loopback, false)?.header).toBe("Sec-Fetch-Site");
    expect(strangerOf({ ...link, "sec-fetch-mode": "no-cors" }, loopback, true)?.header).toBe("Sec-Fetch-Site");
    expect(strangerOf({ host, origin: "null" }, loopback, true)?.header).toBe("Origin");
  });
});
