/** @file A part of the page whose code did not load. */
import type { JSX } from "preact";
import { shellText } from "../messages/texts.ts";

export const NotLoaded = (): JSX.Element => (
  <p role="alert" class="quiet">
    {shellText.value.chunkFailed} {shellText.value.unreachable}
  </p>
);
