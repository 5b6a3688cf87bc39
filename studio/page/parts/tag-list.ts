/** @file Tags as they are typed: with commas between them, Chinese ones too. */

export const separated = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[,，、]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
  ),
];

export const joined = (tags: readonly string[]): string => tags.join(", ");
