/** @file What is said of films that the page writes. */
import { film as en } from "../../messages/en/film.ts";
import { together } from "../../messages/texts.ts";
import { film as zh } from "../../messages/zh/film.ts";

export const filmText = together(en, zh);
