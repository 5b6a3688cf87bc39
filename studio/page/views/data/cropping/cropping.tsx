/** @file Files that are not square, under each crop, and the form of a new run that crops otherwise. */
import { type Crop, DEFAULT_CROP } from "gantry/data";
import type { RunRecord } from "gantry/store";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Dialog } from "../../../parts/dialog.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { useRun, useStudio } from "../../../state/studio.ts";
import { useCommands } from "../../../state/use-commands.ts";
import { newRunQuery } from "../../config/config-texts.ts";
import type { ShownData } from "../item-cells.tsx";
import "./cropping.css";
import { croppingText } from "./cropping-text.ts";

export function Cropping(shown: ShownData): JSX.Element {
  const [open, setOpen] = useState(false);
  const show = (): void => setOpen(true);
  useCommands(() => [{ id: "data.crops", group: "look", title: () => croppingText.value.open, run: show }]);
  return (
    <>
      <button type="button" onClick={show}>
        {croppingText.value.open}
      </button>
      {open && <CropsDialog {...shown} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Small pictures are enlarged to at most so many pixels. */
const LARGE = 112;

function CropsDialog({ onClose, ...shown }: ShownData & { readonly onClose: () => void }): JSX.Element {
  const record = useRun().detail.value?.record;
  const text = croppingText.value;
  const crops = Object.keys(text.names) as Crop[];
  return (
    <Dialog title={text.title} onClose={onClose}>
      <p class="quiet">{text.how}</p>
      <ul class="crops">
        {crops.map((crop) => (
          <li key={crop}>
            <h3>
              {text.names[crop]} <code>--crop {crop}</code>
            </h3>
            <p class="quiet">{text.what[crop]}</p>
            <Cropped {...shown} crop={crop} />
            {record !== undefined && <Begin record={record} crop={crop} />}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Cropped({ id, source, reply, sheet, crop }: ShownData & { readonly crop: Crop }): JSX.Element {
  const text = croppingText.value;
  const size = reply.record.shape[2] as number;
  const side = Math.max(1, Math.floor(LARGE / size)) * size; // by whole numbers: pixels stay even
  return (
    <div class="crop-pictures">
      {sheet.oblong.map((index) => (
        <img
          key={index}
          width={side}
          src={source.itemUrl(id, index, reply.record.fingerprint, { crop })}
          alt={text.picture({ file: sheet.items[index]?.file ?? String(index), crop: text.names[crop] })}
        />
      ))}
    </div>
  );
}

/** Of the run's own crop it says so; nothing where no run can be started. */
function Begin({ record, crop }: { readonly record: RunRecord; readonly crop: Crop }): JSX.Element | null {
  const { source, runs, router } = useStudio();
  const text = croppingText.value;
  const own = record.config.crop?.value ?? DEFAULT_CROP; // younger than some runs
  if (own === crop) return <p class="crop-own">{text.own}</p>;
  if (source.control === null || runs.readonly.value) return null;
  return (
    <a class="button" href={router.href({ page: "new" }, { ...newRunQuery(record), crop })}>
      <Icon name="newRun" />
      {text.begin({ crop: text.names[crop] })}
    </a>
  );
}
