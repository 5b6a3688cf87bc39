/** @file The sentences of a topic's errors, in both languages: one test a sentence, against what was agreed on. */
import { expect, test } from "vitest";

type Sentences<C extends string> = Readonly<Record<C, (parameters: never) => string>>;

export interface SentenceOptions {
  /** What no sentence may hold: signs of a parameter that is not there. */
  readonly forbidden?: RegExp;
}

/** @param examples parameters of each code: one set for each shape that its sentence can take */
export function testSentences<C extends string>(
  en: Sentences<C>,
  zh: Sentences<C>,
  examples: Readonly<Record<C, readonly unknown[]>>,
  { forbidden = /undefined|null|\[object|NaN/ }: SentenceOptions = {},
): void {
  const codes = Object.keys(examples) as C[];
  const sentence = (language: Sentences<C>, code: C, parameters: unknown): string =>
    (language[code] as (parameters: unknown) => string)(parameters);
  const cases = codes.flatMap((code) => examples[code].map((parameters) => [code, parameters] as const));

  test("every code has a sentence in both languages, and none has more", () => {
    expect(Object.keys(en).sort()).toEqual([...codes].sort());
    expect(Object.keys(zh).sort()).toEqual([...codes].sort());
  });

  test.each(cases)("%s %j", (code, parameters) => {
    const [english, chinese] = [sentence(en, code, parameters), sentence(zh, code, parameters)];
    expect({ english, chinese }).toMatchSnapshot();
    expect(`${english}${chinese}`).not.toMatch(forbidden);
    expect(chinese).toMatch(/[\u4e00-\u9fff]{2}/);
  });
}
