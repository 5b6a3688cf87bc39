/** @file What can be done in the Samples view, for the palette of commands. */
import { samplesText } from "../../messages/samples.ts";
import type { QueryChanges } from "../../parts/sample-query.ts";
import type { Command } from "../../state/commands.ts";
import { SHOWN } from "./sample-options.ts";

export function samplesCommands(change: (changes: QueryChanges) => void): readonly Command[] {
  const text = (): typeof samplesText.value => samplesText.value;
  const ways = SHOWN.map((shown): Command => {
    const title = (): string => `${text().title}: ${text().modes[shown]}`;
    return {
      id: `samples.${shown}`,
      group: "look",
      title,
      run: () => change({ show: shown === "grid" ? null : shown }),
    };
  });
  const fit: Command = {
    ...{ id: "samples.fit", group: "look", title: () => `${text().zoom.label}: ${text().zoom.fit}` },
    run: () => change({ zoom: null }),
  };
  return [...ways, fit];
}
