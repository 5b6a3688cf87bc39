/** @file Texts about cropping. */
import { cropping as en } from "../../../messages/en/cropping.ts";
import { together } from "../../../messages/texts.ts";
import { cropping as zh } from "../../../messages/zh/cropping.ts";

export const croppingText = together(en, zh);
