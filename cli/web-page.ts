/** @file The page that `gantry export --to web` writes: short, for its reader to take apart. */
import type { Language, Messages } from "gantry/messages";

export interface WebPageFacts {
  readonly title: string;
  /** File name of the model that is shown. */
  readonly model: string;
  /** What it can be asked for; null where it is not conditional. */
  readonly classes: readonly string[] | null;
  readonly language: Language;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter] as string);

/** @returns an HTML page that needs `gantry-generator.js`, the model and `ort/` beside it */
export function webPage({ title, model, classes, language }: WebPageFacts, { webPage: text }: Messages): string {
  const options = (classes ?? []).map((name) => `<option>${escaped(name)}</option>`).join("");
  const choice = classes === null ? "" : `\n    <label>${text.label} <select id="label">${options}</select></label>`;
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(title)}</title>
  <link rel="icon" href="data:,">
  <style>
    :root { color-scheme: light dark; font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
    body { max-width: 28rem; margin: 2rem auto; padding: 0 1rem; }
    gantry-generator { width: 100%; min-height: 8rem; }
    form { display: grid; gap: .75rem; margin-top: 1rem; }
    label { display: grid; grid-template-columns: 9rem 1fr; align-items: center; }
  </style>
  <script src="gantry-generator.js"></script>
</head>
<body>
  <h1>${escaped(title)}</h1>
  <gantry-generator id="picture" src="${escaped(model)}" seed="1" to="2" t="0"></gantry-generator>
  <form>
    <label>${text.seed} <input id="seed" type="number" min="0" value="1"></label>
    <label>${text.to} <input id="to" type="number" min="0" value="2"></label>
    <label>${text.t} <input id="t" type="range" min="0" max="1" step="0.01" value="0"></label>${choice}
    <output id="said"></output>
  </form>
  <script>
    const picture = document.getElementById("picture");
    for (const input of document.querySelectorAll("input, select")) {
      input.addEventListener("input", () => picture.setAttribute(input.id, input.value));
    }
    picture.addEventListener("drawn", ({ detail }) => {
      said.value = \`\${detail.device}, \${detail.milliseconds.toFixed(0)} ms\`;
    });
  </script>
</body>
</html>
`;
}
