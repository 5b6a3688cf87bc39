/** @file What is marked, and the form of a new run without it. */
import type { JSX } from "preact";
import { Icon } from "../../../parts/icon.tsx";
import { useRun, useStudio } from "../../../state/studio.ts";
import { useCommands } from "../../../state/use-commands.ts";
import { leaveOutText } from "./leave-out-text.ts";
import { useMarks } from "./marks.ts";
import { withoutQuery } from "./without-query.ts";

export function MarkedBar(): JSX.Element | null {
  const { router } = useStudio();
  const { files, unmark } = useMarks();
  const record = useRun().detail.value?.record;
  const query = record === undefined ? {} : withoutQuery(record, files);
  const count = files.length;
  useCommands(
    () => [
      {
        ...{ id: "data.without", group: "go", title: () => leaveOutText.value.commands.without },
        enabled: () => count > 0,
        run: () => router.go({ page: "new" }, query),
      },
    ],
    [files.join()],
  );
  if (count === 0 || record === undefined) return null;
  const text = leaveOutText.value;
  return (
    <div class="marked-bar">
      <span>{text.marked({ count })}</span>
      <a class="button" href={router.href({ page: "new" }, query)}>
        <Icon name="newRun" />
        {text.without({ count })}
      </a>
      <span class="names quiet">{files.join(" · ")}</span>
      <button type="button" class="plain" onClick={() => unmark(files)}>
        {text.none}
      </button>
    </div>
  );
}
