/** @file What can be done in the Latent view, for the palette of commands. */
import { latentText } from "../../messages/texts.ts";
import type { Command } from "../../state/commands.ts";
import type { LatentState } from "./latent-state.ts";
import { placeAfterKey } from "./pad-moves.ts";
import { type PinBoard, pinned } from "./pins.ts";

export function latentCommands(state: LatentState, board: PinBoard): readonly Command[] {
  const press = (key: string) => (): void => {
    const { source } = state;
    const from = source.value.kind === "pad" ? source.value : { x: 0, y: 0 };
    state.walking.value = false;
    source.value = { kind: "pad", ...(placeAfterKey(from, key, false, Math.random) ?? from) };
  };
  const command = (id: string, title: () => string, run: () => void): Command => ({
    ...{ id: `latent.${id}`, group: "look", title, run },
  });
  const text = (): typeof latentText.value => latentText.value;
  return [
    command("snap", () => `${text().title}: ${text().pad.snap}`, press("s")),
    command("random", () => `${text().title}: ${text().pad.random}`, press("r")),
    command("reset", () => `${text().title}: ${text().pad.reset}`, press("0")),
    command(
      "pin",
      () => `${text().title}: ${text().pins.pin}`,
      () => void pinScene(state, board).catch(() => {}),
    ),
    command(
      "walk",
      () => `${text().title}: ${state.walking.value ? text().walk.stop : text().walk.start}`,
      () => {
        state.walking.value = !state.walking.peek();
      },
    ),
  ];
}

/** Keeps what is shown: its latent before truncation, for that applies to whatever is drawn. */
export async function pinScene({ client, scene }: LatentState, board: PinBoard): Promise<void> {
  const { z } = await client.draw({ scene: { ...scene.peek(), psi: 1 } });
  const { drawing } = await client.draw({ scene: scene.peek() });
  pinned(board, z, drawing);
}
