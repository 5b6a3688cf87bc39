/** @file HTML as strings. Attributes are escaped by `element`, text by `text`; markup passes as it is. */
import { element, escapeXml } from "./svg.ts";

type Attributes = Readonly<Record<string, string | number | undefined>>;

export const text: (content: string) => string = escapeXml;

/** An element with an end tag, whatever it holds: HTML knows no `<div/>`. */
export function tag(name: string, attributes: Attributes, ...children: readonly string[]): string {
  return element(name, attributes, [...children, ""]).replace(/\/>$/, `></${name}>`);
}

/** `img`, `input`, `meta`: nothing inside, no end tag. */
export function voidTag(name: string, attributes: Attributes): string {
  return element(name, attributes).replace(/\/>$/, ">");
}

/** JSON in a `script` element: nothing in it can end the element or begin a comment. */
export function jsonIsland(id: string, value: unknown): string {
  const json = JSON.stringify(value)
    .replace(/</g, "\\u003c")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
  return `<script type="application/json" id="${escapeXml(id)}">${json}</script>`;
}

/** A table whose cells are markup. @param caption for those who do not see it, as text */
export function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const header = tag("tr", {}, ...head.map((cell) => tag("th", { scope: "col" }, text(cell))));
  return tag(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    tag(
      "table",
      {},
      tag("thead", {}, header),
      tag("tbody", {}, ...rows.map((cells) => tag("tr", {}, ...cells.map((cell) => tag("td", {}, cell))))),
    ),
  );
}

/** Term and description pairs; descriptions are markup, absent ones are left out. */
export function facts(pairs: readonly (readonly [term: string, description: string | undefined])[]): string {
  const known = pairs.filter(([, description]) => description !== undefined && description !== "");
  return tag(
    "dl",
    {},
    ...known.map(([term, description]) => tag("div", {}, tag("dt", {}, text(term)), tag("dd", {}, description ?? ""))),
  );
}
