import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { packageSubpaths } from "./package-subpaths.ts";

/** Tests must not leave what they measured, on a busy machine, to whoever trains on it later. */
const tuned = join(tmpdir(), `gantry-tuned-${process.pid}.json`);

/**
 * `unit`: fast, part of `npm run check`; two processes import what four hundred files ask for. `integration`: real processes,
 * files, browsers. `full`: what takes longer, and whether the benchmark's page computes the same on both sides.
 */
const project = (name: string, include: string[], timeout: number, more: ProjectOptions = {}) => ({
  resolve: { conditions: ["source", "node"], alias: packageSubpaths },
  test: {
    ...{ name, include, testTimeout: timeout, hookTimeout: timeout, env: { GANTRY_TUNED: tuned } },
    expect: { poll: { timeout: 20_000 } }, // a second, which is Vitest's own, is little on a busy machine
    ...more,
  },
});

interface ProjectOptions {
  readonly globalSetup?: string[];
  readonly setupFiles?: string[];
  readonly isolate?: boolean;
  readonly expect?: { readonly poll: { readonly timeout: number } };
  readonly maxWorkers?: number;
  readonly sequence?: { readonly groupOrder: number };
}

/**
 * Two files at a time. What starts processes of its own waits until the unit tests are done, and goes three at a time: a part
 * of such a test is waiting, for a page, a disk, the end of a second. `full` has the cores to itself.
 */
const together: ProjectOptions = { maxWorkers: 2, sequence: { groupOrder: 0 } };
const afterwards: ProjectOptions = { maxWorkers: 3, sequence: { groupOrder: 1 } };
const alone: ProjectOptions = { maxWorkers: 1, sequence: { groupOrder: 2 } };

/** They begin first, for one that began last would keep a core idle; Vitest itself goes by the size of a file. */
const LONGEST = [
  "recipes",
  "studio-looks",
  "latent",
  "studio-latent",
  "report",
  "studio-page-changes",
  "studio-export",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranks = LONGEST.map((name) => `/integration/${name}.test.ts`);
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = ranks.findIndex((end) => moduleId.endsWith(end));
      return place < 0 ? ranks.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    reporters: ["default", ["json", { outputFile: ".vitest/results.json" }]],
    projects: [
      project("unit", ["src/**/*.test.ts", "cli/**/*.test.ts", "studio/**/*.test.ts", "test/*.test.ts"], 60_000, {
        ...together,
        isolate: false,
        setupFiles: ["./test/ieee.ts", "./test/properties.ts"],
      }),
      project("integration", ["test/integration/**/*.test.ts"], 300_000, {
        globalSetup: ["./test/integration/build-once.ts"],
        setupFiles: ["./test/properties.ts"],
        expect: { poll: { timeout: 60_000 } }, // some wait for a process, or for a computation of seconds
        isolate: false,
        ...afterwards,
      }),
      project("full", ["test/full/**/*.test.ts"], 3_600_000, alone),
    ],
  },
});
