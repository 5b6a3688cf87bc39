/** @file Which field a sentence of the server's is about. */
import type { FieldInfo } from "../../../api/index.ts";
import type { SourceError } from "../../source.ts";

const byCode: Readonly<Record<string, string>> = {
  E103: "recipe",
  E105: "data",
  E108: "recipe",
  E109: "recipe",
  E512: "run",
};

/** @returns its key, or null for one that is about the whole */
export function fieldNamedBy(
  { code, message }: Pick<SourceError, "code" | "message">,
  fields: readonly FieldInfo[],
): string | null {
  const key = /--set ([\w.]+)/.exec(message)?.[1];
  if (key !== undefined) return key;
  const flag = /^(--[\w-]+)/.exec(message)?.[1];
  const named = fields.find((field) => field.flag === flag);
  if (named !== undefined) return named.key;
  return byCode[code] ?? (code.startsWith("E3") ? "data" : null);
}
