/** @file Marking files that a new run is to leave out; what does it loads with the first look at a folder of images. */
import type { DataSheetReply } from "../../../api/index.ts";
import { partOnUse } from "../../parts/part-on-use.tsx";
import type { LeaveOutProps } from "./leave-out/leave-out.tsx";

export const LeaveOut = partOnUse<LeaveOutProps>(() =>
  import("./leave-out/leave-out.tsx").then((module) => module.LeaveOut),
);

/** Only items of a folder have files. */
export const isFolder = ({ items, contact: [first = 0] }: DataSheetReply): boolean => items[first]?.file !== undefined;
