import { describe, expect, test } from "vitest";
import { identifyProcess, parseLinuxStat, parsePs, processIdentifier } from "./process-identity.node.ts";

describe("process identity", () => {
  const stat = (state: string): string =>
    `4242 (a) b (c)) ${state} 1 4242 4242 0 -1 4194304 100 0 0 0 1 2 0 0 20 0 7 0 987654 1000 10 18446744073709551615`;

  test("Linux: boot and start, whatever the name holds; a zombie is nobody", () => {
    expect(parseLinuxStat(stat("S"), "boot")).toBe("boot:987654");
    expect(parseLinuxStat(stat("Z"), "boot")).toBeNull();
    expect(parseLinuxStat(stat("X"), "boot")).toBeNull();
  });

  test("macOS: the same", () => {
    expect(parsePs("S+   Thu Nov 20 09:48:01 2025\n")).toBe("Thu Nov 20 09:48:01 2025");
    expect(parsePs("Z    Thu Nov 20 09:48:01 2025\n")).toBeNull();
    expect(parsePs("\n")).toBeNull();
  });

  test("this process is itself, twice the same; nobody has an impossible pid", async () => {
    const own = await identifyProcess(process.pid);
    expect(own).not.toBeNull();
    expect(await identifyProcess(process.pid)).toBe(own);
    expect(await identifyProcess(2 ** 30)).toBeNull();
  });

  test("where the system cannot be asked, a live pid is an owner whose start is unknown", async () => {
    const elsewhere = process.platform === "win32" ? "linux" : "win32";
    expect(await processIdentifier(elsewhere)(process.pid)).toBe("unknown");
  });
});
