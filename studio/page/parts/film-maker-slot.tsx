/** @file Where a film is made of pictures; what makes it loads with the first. */
import type { JSX } from "preact";
import { NotLoaded } from "./not-loaded.tsx";
import type { FilmMakerProps } from "./on-use/film-maker.tsx";
import { onUse, useOnUse } from "./use-on-use.ts";

const filmMaker = onUse(() => import("./on-use/film-maker.tsx"));

export function FilmMakerSlot(props: FilmMakerProps): JSX.Element | null {
  const { value, failed } = useOnUse(filmMaker, true);
  if (failed) return <NotLoaded />;
  return value === null ? null : <value.FilmMaker {...props} />;
}
