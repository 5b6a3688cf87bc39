/** @file The page's beginning: what it shows comes from the server that it came from. */
import "./style/tokens.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";
import "./style/chart.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { shellText } from "./messages/shell.ts";
import { spoken } from "./messages/topic.ts";
import { httpSource } from "./sources/http.ts";
import { startClock } from "./state/clock.ts";
import { browserFrames } from "./state/flush.ts";
import { createRouter } from "./state/router.ts";
import { browserShelf, createSettings } from "./state/settings.ts";
import { createStudio } from "./state/studio.ts";
import { servedWorkers } from "./workers/served-workers.ts";

const root = document.getElementById("app");
if (root !== null) begin(root);

function begin(root: HTMLElement): void {
  const router = createRouter(window);
  const settings = createSettings(router, browserShelf, navigator.languages);
  const source = httpSource({ language: () => spoken.peek(), unreachable: () => shellText.peek().unreachable });
  const studio = createStudio({ source, workers: servedWorkers, router, settings, frames: browserFrames });
  startClock();
  void studio.runs.reload();
  render(<App studio={studio} connection={() => source.stream.connection.value} />, root);
}
