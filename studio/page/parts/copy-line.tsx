/** @file A command to copy. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { shellText } from "../messages/texts.ts";

const SHOWN_MS = 1500;

export function CopyLine({ text }: { readonly text: string }): JSX.Element {
  const [copied, setCopied] = useState(false);
  const words = shellText.value;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <div class="copy-line">
      <code>{text}</code>
      <button type="button" onClick={() => void copy().catch(() => undefined)}>
        {copied ? words.copied : words.copy}
      </button>
    </div>
  );
}
