/** @file The image library, loaded when the first image is to be read and not before. */
import type { Sharp, SharpOptions } from "sharp";
import { GantryError } from "../base/error.ts";
import { detailOf } from "./files.node.ts";

/** The library's main function. */
export type SharpFactory = (input: Uint8Array, options?: SharpOptions) => Sharp;

/** What mends an installation without the library's binary for this system. */
const MEND = `npm install --include=optional --os=${process.platform} --cpu=${process.arch} sharp`;

/** @param load for tests: what stands in for the import @throws E315 where the library does not load */
export async function loadSharp(load: () => Promise<unknown> = () => import("sharp")): Promise<SharpFactory> {
  try {
    return ((await load()) as { readonly default: SharpFactory }).default;
  } catch (caught) {
    throw new GantryError("E315", { detail: detailOf(caught), command: MEND }, { cause: caught });
  }
}
