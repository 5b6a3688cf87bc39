/** @file What the element says, in the language of the page around it. */
import { isGantryError } from "gantry/base";
import { errorSentence, type Language } from "gantry/messages";

const en = {
  picture: (p: { seed: number }): string => `generated picture of seed ${p.seed}`,
  between: (p: { seed: number; to: number }): string => `generated picture between seeds ${p.seed} and ${p.to}`,
  own: "generated picture",
  answered: (p: { address: string; status: string }): string => `${p.address}: ${p.status}`,
  notPacked: (p: { name: string; known: string }): string =>
    `Opened from the disk, a page has what is in offline.js: ${p.known}; not ${p.name}.`,
  noOffline: (p: { address: string }): string =>
    `${p.address} is not there: export the run again, or put the folder on a web server.`,
  noNumbers: (p: { device: string }): string => `${p.device} computes what are no numbers.`,
};

export type Words = typeof en;

const zh: Words = {
  picture: (p) => `随机种子 ${p.seed} 的生成图像`,
  between: (p) => `随机种子 ${p.seed} 与 ${p.to} 之间的生成图像`,
  own: "生成图像",
  answered: en.answered,
  notPacked: (p) => `直接从磁盘打开时，页面只能用 offline.js 里的文件：${p.known}；其中没有 ${p.name}。`,
  noOffline: (p) => `找不到 ${p.address}：请重新导出，或把文件夹放到网页服务器上。`,
  noNumbers: (p) => `${p.device} 算出的结果不是数。`,
};

const words: Readonly<Record<Language, Words>> = { en, zh };

/** Of the nearest `lang` around it, else the reader's. */
function languageOf(element: Element): Language {
  const told = element.closest("[lang]")?.getAttribute("lang") ?? document.documentElement.lang;
  return (told || navigator.language).toLowerCase().startsWith("zh") ? "zh" : "en";
}

export const wordsFor = (element: Element): Words => words[languageOf(element)];

/** A failure that has a sentence in each language. */
export class EmbedError extends Error {
  readonly sentence: (words: Words) => string;

  constructor(sentence: (words: Words) => string) {
    super(sentence(en));
    this.name = "EmbedError";
    this.sentence = sentence;
  }
}

/** What went wrong, for who looks at the element. */
export function sentenceFor(element: Element, error: unknown): string {
  if (error instanceof EmbedError) return error.sentence(wordsFor(element));
  if (isGantryError(error)) return errorSentence(error.code, error.parameters, languageOf(element));
  return error instanceof Error ? error.message : String(error);
}
