/** @file Lines from bytes into columns, against `JSON.parse` of each line. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MetricsScanner } from "./metrics-scan.ts";
import { MetricsBuilder, type MetricsTable } from "./metrics-table.ts";

function scanned(text: string, batches: readonly number[] = []): MetricsTable {
  const bytes = new TextEncoder().encode(text);
  const builder = new MetricsBuilder();
  const scanner = new MetricsScanner(builder);
  let from = 0;
  for (const part of [...batches, bytes.length]) {
    const end = bytes.indexOf(0x0a, Math.max(part, from)) + 1 || bytes.length;
    scanner.add(bytes.subarray(from, end));
    from = end;
  }
  return builder.table();
}

function parsed(text: string): MetricsTable {
  const builder = new MetricsBuilder();
  for (const line of text.split("\n").slice(0, -1)) {
    try {
      builder.add(JSON.parse(line));
    } catch {
      builder.malformed();
    }
  }
  return builder.table();
}

const plain = ({ length, columns, malformed }: MetricsTable) => ({
  length,
  malformed,
  // A column that a passed-over line named alone may or may not be there.
  columns: Object.fromEntries([...columns].filter(([, values]) => values.some((value) => !Number.isNaN(value)))),
});

const row = fc.record(
  {
    step: fc.nat(50),
    attempt: fc.nat(3),
    lossD: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
    lossG: fc.float({ noNaN: true, noDefaultInfinity: true }),
    größe: fc.double(),
    'a"b\\c': fc.integer(),
    "": fc.integer(),
    word: fc.string(),
    nested: fc.object(),
    flag: fc.boolean(),
  },
  { requiredKeys: [] },
);

const line = fc.oneof(
  { weight: 8, arbitrary: row.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: row.map((value) => JSON.stringify(value).slice(0, -3)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", "[]", "{}", "{", '{"step":1', '{"step": 2, "x": 1}', "null", '{"step":-}'),
  },
);

describe("MetricsScanner", () => {
  test("makes of any lines what parsing them makes, in whatever batches they come", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.array(fc.nat(2000), { maxLength: 3 }), (lines, batches) => {
        const text = lines.map((one) => `${one}\n`).join("");
        expect(
          plain(
            scanned(
              text,
              [...batches].sort((a, b) => a - b),
            ),
          ),
        ).toEqual(plain(parsed(text)));
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test("rows of two kinds in turn", () => {
    const lines = Array.from({ length: 3000 }, (_, step) =>
      JSON.stringify({ step, lossD: Math.sin(step), ...(step % 7 === 0 ? { diversity: step / 3 } : {}) }),
    );
    const text = `${lines.join("\n")}\n`;
    expect(plain(scanned(text, [10_000, 50_000]))).toEqual(plain(parsed(text)));
  });
});
