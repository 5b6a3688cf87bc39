import { defineConfig } from "vitest/config";

/** `unit`: fast, part of `npm run check`. `integration`: real processes, files, browsers. `full`: longer than a quarter of an hour. */
const project = (name: string, include: string[], timeout: number) => ({
  resolve: { conditions: ["source", "node"] },
  test: { name, include, testTimeout: timeout, hookTimeout: timeout },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", ["src/**/*.test.ts", "cli/**/*.test.ts", "test/*.test.ts"], 30_000),
      project("integration", ["test/integration/**/*.test.ts"], 180_000),
      project("full", ["test/full/**/*.test.ts"], 3_600_000),
    ],
  },
});
