/** @file Texts of the Latent view. */
import { latent as en } from "./en/latent.ts";
import { type Topic, topic } from "./topic.ts";
import { latent as zh } from "./zh/latent.ts";

export const latentText: Topic<typeof en> = topic(en, zh);
