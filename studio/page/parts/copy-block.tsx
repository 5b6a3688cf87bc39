/** @file A command or lines of code to copy. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { shellText } from "../messages/texts.ts";
import { useStudio } from "../state/studio.ts";
import "./copy-block.css";

const SHOWN_MS = 1500;

export interface CopyBlockProps {
  /** What it is, for who does not see it, where no sentence before it says so. */
  readonly label?: string;
  readonly text: string;
}

export function CopyBlock({ label, text }: CopyBlockProps): JSX.Element {
  const [copied, setCopied] = useState<string | null>(null);
  const { announcement } = useStudio();
  const words = shellText.value;
  const copy = (): void => {
    navigator.clipboard?.writeText(text).then(
      () => {
        setCopied(text);
        setTimeout(() => setCopied(null), SHOWN_MS);
        announcement.value = words.copied;
      },
      () => undefined, // the browser asked and was told no; the text can still be selected
    );
  };
  return (
    <section class="copy-block" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <pre tabIndex={0}>{text.includes("\n") ? text.trimEnd() : wordsOf(text)}</pre>
      <button type="button" onClick={copy}>
        {copied === text ? words.copied : words.copy}
      </button>
    </section>
  );
}

/** A command goes on in the next line between its words and not at a dash. */
const wordsOf = (line: string): ComponentChildren =>
  line.split(" ").flatMap((word, i) => [i === 0 ? "" : " ", <span key={`${i} ${word}`}>{word}</span>]);
