/** @file The head of the page: where one is, how the run goes, and the page's own switches. */
import type { ComponentChildren, JSX } from "preact";
import type { RunSummary } from "../../api/index.ts";
import { shellText } from "../messages/texts.ts";
import type { Connection } from "../sources/live-stream.ts";
import { useStudio } from "../state/studio.ts";
import { Icon } from "./icon.tsx";
import { wholeNumber } from "./numbers.ts";
import { StateWord, VerdictWord } from "./verdict-word.tsx";

export interface HeaderProps {
  /** Null where nothing comes in live (a report). */
  readonly connection: Connection | null;
  /** Where what is shown is a copy: what it says of itself. */
  readonly badge: ComponentChildren;
  readonly openPalette: () => void;
  readonly openKeys: () => void;
}

export function Header({ connection, badge, openPalette, openKeys }: HeaderProps): JSX.Element {
  const { router, run } = useStudio();
  const text = shellText.value;
  return (
    <header class="header">
      <a class="brand" href={router.href({ page: "runs" })} aria-label={`Gantry: ${text.runs}`}>
        <Mark />
        <span>Gantry</span>
      </a>
      {run.value !== null && <RunCrumb id={run.value.id} summary={run.value.summary.value} />}
      <div class="space" />
      {connection !== null && <ConnectionWord connection={connection} />}
      {badge}
      <button type="button" class="plain" onClick={openPalette} title={`${text.palette} (Ctrl K)`}>
        <Icon name="command" />
        <span class="label">{text.palette}</span>
        <kbd class="label">Ctrl K</kbd>
        <span class="hidden-text">{text.palette}</span>
      </button>
      <button type="button" class="plain keys-button" onClick={openKeys} title={`${text.keys.title} (?)`}>
        <Icon name="keys" />
        <span class="hidden-text">{text.keys.title}</span>
      </button>
      <Switches />
    </header>
  );
}

/** A gantry: two legs, a beam, and what hangs from it. */
const Mark = (): JSX.Element => (
  <svg viewBox="0 0 22 22" aria-hidden="true" focusable="false">
    <path class="beam" d="M2 3h18v3h-2v14h-3V6H7v14H4V6H2z" />
    <path class="load" d="M9 10h4v4H9z" />
  </svg>
);

function RunCrumb({ id, summary }: { readonly id: string; readonly summary: RunSummary | null }): JSX.Element {
  const text = shellText.value;
  return (
    <div class="crumb">
      <span class="name" title={id}>
        {id}
      </span>
      {summary !== null && (
        <>
          <StateWord state={summary.state} />
          <span class="where">
            {text.stepOf({
              step: wholeNumber(summary.step),
              steps: summary.steps === null ? null : wholeNumber(summary.steps),
            })}
          </span>
          {summary.verdict !== null && <VerdictWord verdict={summary.verdict} />}
        </>
      )}
    </div>
  );
}

function ConnectionWord({ connection }: { readonly connection: Connection }): JSX.Element {
  const text = shellText.value.connection;
  const title = connection === "open" ? text.openTitle : text.connectingTitle;
  return (
    <span class={`connection ${connection}`} role="status" title={title}>
      <span>{connection === "open" ? text.open : text.connecting}</span>
    </span>
  );
}

function Switches(): JSX.Element {
  const { settings } = useStudio();
  const text = shellText.value;
  const { language, setLanguage, theme } = settings;
  const other = language.value === "en" ? "zh" : "en";
  const title = text.themeTitle({ theme: text.theme[theme.value] });
  return (
    <>
      <button type="button" class="plain" onClick={() => setLanguage(other)} title={text.languageTitle}>
        <span lang={other}>{text.language}</span>
      </button>
      <button type="button" class="plain" onClick={settings.nextTheme} title={title} aria-label={title}>
        <Icon name="theme" />
      </button>
    </>
  );
}
