/** @file The page's beginning, wherever its runs come from. */
import "./style/tokens.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";
import "./style/chart.css";
import { render } from "preact";
import { App, type AppProps } from "./app.tsx";
import { speak } from "./messages/texts.ts";
import type { DataSource } from "./source.ts";
import { startClock } from "./state/clock.ts";
import { browserFrames } from "./state/flush.ts";
import type { Place } from "./state/route.ts";
import { createRouter } from "./state/router.ts";
import { browserShelf, createSettings } from "./state/settings.ts";
import { createStudio } from "./state/studio.ts";
import type { PageWorkers } from "./workers/page-workers.ts";

export interface Beginning {
  readonly source: DataSource;
  readonly workers: PageWorkers;
  /** The reader's, the dearest first. */
  readonly languages: readonly string[];
  /** Where an address leads that names no place. */
  readonly first?: Place;
  readonly connection: AppProps["connection"];
  readonly badge?: AppProps["badge"];
}

/** In both languages: it is neither's text that loaded. */
const NO_TEXTS =
  "Gantry Studio: the page's texts did not load. Is “gantry studio” still running? Then reload the page. · 界面文字未能载入。“gantry studio” 是否仍在运行？若是，请重新载入页面。";

export async function begin(root: HTMLElement, beginning: Beginning): Promise<void> {
  const { source, workers, languages, first, connection, badge } = beginning;
  const router = createRouter(window, first);
  const settings = createSettings(router, browserShelf, languages);
  try {
    await speak(settings.language.peek());
  } catch {
    root.textContent = NO_TEXTS;
    return;
  }
  const studio = createStudio({ source, workers, router, settings, frames: browserFrames });
  startClock();
  void studio.runs.reload();
  render(<App studio={studio} connection={connection} badge={badge} />, root);
}
