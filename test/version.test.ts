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
