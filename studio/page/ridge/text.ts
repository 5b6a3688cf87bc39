/** @file Texts of the ridge. */
import { ridge as en } from "../messages/en/ridge.ts";
import { together } from "../messages/texts.ts";
import { ridge as zh } from "../messages/zh/ridge.ts";

export const ridgeText = together(en, zh);
