/** @file The files that are marked: they stand in the address, so a link shows them again. */
import { useStudio } from "../../../state/studio.ts";
import { leaveOutText } from "./leave-out-text.ts";

export interface Marks {
  /** In the order they were marked. */
  readonly files: readonly string[];
  readonly mark: (files: readonly string[]) => void;
  readonly unmark: (files: readonly string[]) => void;
}

/** What a list in the address and on a command line gives back as it was. */
export const canBeMarked = (file: string): boolean => !file.includes(",") && file.trim() === file;

export function useMarks(): Marks {
  const { router, announcement } = useStudio();
  const { out = "" } = router.route.value.query;
  const files = out.split(",").filter((file) => file !== "");
  const keep = (kept: readonly string[]): void => {
    router.setQuery({ out: kept.join(",") || null });
    announcement.value = leaveOutText.value.marked({ count: kept.length });
  };
  return {
    files,
    mark: (more) => keep([...new Set([...files, ...more.filter(canBeMarked)])]),
    unmark: (fewer) => keep(files.filter((file) => !fewer.includes(file))),
  };
}
