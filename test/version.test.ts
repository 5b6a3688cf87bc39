import { satisfies } from "semver";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import packageLock from "../package-lock.json" with { type: "json" };
import { version } from "../src/base/version.ts";

test("the version is package.json's, and the lock's", () => {
  expect(version).toBe(packageJson.version);
  expect(packageLock.version).toBe(packageJson.version);
});

test("both ONNX Runtime builds are of one exact version", () => {
  const { "onnxruntime-node": node, "onnxruntime-web": web } = packageJson.dependencies;
  expect(node).toMatch(/^\d+\.\d+\.\d+$/);
  expect(web).toBe(node);
});

test("all that comes with the package runs on the oldest Node that it promises", () => {
  const oldest = packageJson.engines.node.replace(">=", "").padEnd(7, ".0");
  type Locked = { readonly dev?: boolean; readonly engines?: { readonly node?: string } };
  const installed = Object.entries(packageLock.packages as Readonly<Record<string, Locked>>).filter(
    ([, { dev }]) => !dev,
  );
  expect(installed.length).toBeGreaterThan(20);
  const refusing = installed.filter(([, { engines }]) => !satisfies(oldest, engines?.node ?? "*"));
  expect(refusing.map(([path, { engines }]) => `${path}: ${engines?.node}`)).toEqual([]);
});
