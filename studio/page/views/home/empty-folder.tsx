/** @file A folder with no runs: how to begin. */
import type { JSX } from "preact";
import { runsText } from "../../messages/texts.ts";
import { CopyBlock } from "../../parts/copy-block.tsx";
import { useStudio } from "../../state/studio.ts";

export function EmptyFolder(): JSX.Element {
  const { runs } = useStudio();
  const text = runsText.value.empty;
  return (
    <section class="empty">
      <h1>{text.title}</h1>
      <p>{text.lead({ folder: runs.folder.value })}</p>
      <p>{text.begin}</p>
      <CopyBlock text="gantry demo ring8" />
      <p>{text.images}</p>
      <CopyBlock text="gantry train ./photos --size 64" />
    </section>
  );
}
