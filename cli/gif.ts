/** @file A film as GIF. */
import { loadSharp } from "gantry/data/node";
import type { Pixels } from "gantry/views";

/**
 * @param frames all of one size
 * @param milliseconds each is shown
 * @throws E315 where the image library does not load
 */
export async function encodeGif(frames: readonly Pixels[], milliseconds: number): Promise<Uint8Array> {
  const { width, height, channels } = frames[0] as Pixels;
  const stacked = Buffer.concat(frames.map(({ data }) => data)); // frame under frame
  const sharp = await loadSharp();
  const raw = { width, height: height * frames.length, channels: channels as 1 | 3 | 4, pageHeight: height };
  const film = sharp(stacked, { raw }).gif({ delay: frames.map(() => milliseconds), loop: 0 });
  return film.toBuffer();
}
