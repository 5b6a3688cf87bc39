/** @file Where a film is made of pictures; what makes it loads with the first. */
import { partOnUse } from "./part-on-use.tsx";

export const FilmMakerSlot = partOnUse(() => import("./on-use/film-maker.tsx").then(({ FilmMaker }) => FilmMaker));
