import { type ErrorCode, type ErrorParameters, errorSentence, type Language } from "gantry/messages";
import { describe, expect, test } from "vitest";
import type { FieldInfo } from "../../../api/index.ts";
import { fieldNamedBy } from "./field-fault.ts";

const fields: readonly FieldInfo[] = [{ key: "size", flag: "--size", type: { kind: "text" }, default: null, help: "" }];

/** As the command line says it. */
const said = <C extends ErrorCode>(code: C, parameters: ErrorParameters<C>, language: Language) => ({
  code,
  message: errorSentence(code, parameters, language),
});

describe.each(["en", "zh"] as const)("in %s", (language) => {
  test("a sentence names its field by --set, by its flag, or by what it is about", () => {
    const number = { where: "--set lr.g", expected: { kind: "number" }, got: "x" } as const;
    expect(fieldNamedBy(said("E101", number, language), fields)).toBe("lr.g");
    expect(fieldNamedBy(said("E326", { option: "--size", name: "ring8" }, language), fields)).toBe("size");
    expect(fieldNamedBy(said("E105", {}, language), fields)).toBe("data");
    expect(fieldNamedBy(said("E512", { name: "a/b", problem: "character" }, language), fields)).toBe("run");
  });

  test("what is about the whole names none", () => {
    expect(fieldNamedBy({ code: "E611", message: "exit code 1" }, fields)).toBeNull();
  });
});
