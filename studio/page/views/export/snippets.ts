/**
 * @file Programs that use a model: for a browser, for Node, for Python. They are whole and short, they need ONNX Runtime
 * and nothing of ours, and a test runs them as they stand here. What they need to know the model says of itself.
 */
import type { ModelInfo } from "../../../api/index.ts";
import { type ModelUse, modelUse, type Says } from "./model-use.ts";
import { browserSnippet } from "./snippet-browser.ts";
import { nodeClassifier, nodeSnippet } from "./snippet-node.ts";
import { pythonClassifier, pythonSnippet } from "./snippet-python.ts";

export const LANGUAGES = ["element", "browser", "node", "python"] as const;
export type SnippetLanguage = (typeof LANGUAGES)[number];

export type Snippets = Readonly<Partial<Record<SnippetLanguage, string>>>;

interface SnippetOptions {
  /** The model lies in a folder for the web, with the element beside it. */
  readonly web: boolean;
  readonly says: Says;
}

export function snippetsFor(model: ModelInfo, { web, says }: SnippetOptions): Snippets {
  const use = modelUse(model, says);
  if (use.output === "logits") return { node: nodeClassifier(use), python: pythonClassifier(use) };
  const others = { browser: browserSnippet(use), node: nodeSnippet(use), python: pythonSnippet(use) };
  return web ? { element: elementSnippet(use), ...others } : others;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function elementSnippet({ file, classes, says }: ModelUse): string {
  const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter] as string);
  const label = classes[0] === undefined ? "" : ` label="${escaped(classes[0])}"`;
  return `<!doctype html>
<!-- ${says.folder} -->
<script src="gantry-generator.js"></script>
<gantry-generator src="${escaped(halfOf(file))}" seed="1"${label}></gantry-generator>
`;
}

/** The smaller file of the folder, which is also the one that the page from the disk has. */
const halfOf = (file: string): string => file.replace(/(-float16)?\.onnx$/, "-float16.onnx");
