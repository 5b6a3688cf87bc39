/** @file What is said of nearest training images. */
import { nearest as en } from "../../../messages/en/nearest.ts";
import { together } from "../../../messages/texts.ts";
import { nearest as zh } from "../../../messages/zh/nearest.ts";

export const nearestText = together(en, zh);
