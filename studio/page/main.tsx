/** @file The Studio's beginning: the page over the runs of the server that it came from. */
import { begin } from "./begin.tsx";
import { shellText, spoken } from "./messages/texts.ts";
import { httpSource } from "./sources/http.ts";
import { servedWorkers } from "./workers/served-workers.ts";

const root = document.getElementById("app");
if (root !== null) {
  const source = httpSource({ language: spoken, unreachable: () => shellText.value.unreachable });
  const connection = (): "open" | "connecting" => source.stream.connection.value;
  void begin(root, { source, workers: servedWorkers, languages: navigator.languages, connection });
}
