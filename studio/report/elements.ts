/** @file What is written into a report's page. Names, notes and files of runs are anybody's: nothing in them becomes markup. */

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const asText = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter] as string);

/** JSON in an element that is no script: nothing in it can end the element or begin a comment. */
export function jsonElement(id: string, value: object): string {
  const json = JSON.stringify(value)
    .replace(/</g, "\\u003c")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
  return `<script type="application/json" id="${id}">${json}</script>\n`;
}

/** @param text base64 */
export const textElement = (id: string, text: string): string =>
  `<script type="text/plain" id="${id}">${text}</script>\n`;
