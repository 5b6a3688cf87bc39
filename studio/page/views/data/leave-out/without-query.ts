/** @file The form of a new run with this one's values, and more of its files left out. */
import type { RunRecord } from "gantry/store";
import type { Query } from "../../../state/route.ts";
import { newRunQuery } from "../../config/config-texts.ts";

export function withoutQuery(record: Pick<RunRecord, "config">, files: readonly string[]): Query {
  const own = record.config.exclude?.value;
  const exclude = new Set([...(Array.isArray(own) ? own.map(String) : []), ...files]);
  return { ...newRunQuery(record), exclude: [...exclude].join(",") };
}
