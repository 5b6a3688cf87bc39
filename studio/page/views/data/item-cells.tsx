/** @file Pictures of items side by side; each opens, larger, with its file. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DataReply, DataSheetReply } from "../../../api/index.ts";
import { dataText } from "../../messages/texts.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { wholeNumber } from "../../parts/numbers.ts";
import type { RunDataSource } from "../../source.ts";

export interface ShownData {
  readonly id: string;
  readonly source: RunDataSource;
  readonly reply: DataReply;
  readonly sheet: DataSheetReply;
}

export interface ItemCellsProps extends ShownData {
  readonly label: string;
  readonly items: readonly number[];
}

export function ItemCells({ label, items, ...shown }: ItemCellsProps): JSX.Element {
  const [open, setOpen] = useState<number | null>(null);
  const { id, source, reply } = shown;
  return (
    <>
      <ul class="item-cells" aria-label={label}>
        {items.map((index) => (
          <li key={index}>
            <button type="button" class="plain" onClick={() => setOpen(index)}>
              <img
                src={source.itemUrl(id, index, reply.record.fingerprint)}
                alt={itemText(shown, index)}
                title={itemText(shown, index)}
                loading="lazy"
                decoding="async"
              />
            </button>
          </li>
        ))}
      </ul>
      {open !== null && <ItemDialog {...shown} index={open} onClose={() => setOpen(null)} />}
    </>
  );
}

/** `item 17, class 3, cats/17.jpg` */
function itemText({ reply, sheet }: ShownData, index: number): string {
  const { label, file = null } = sheet.items[index] ?? {};
  const name = label === undefined ? null : (reply.record.classes?.[label] ?? String(label));
  return dataText.value.item({ index: wholeNumber(index), label: name, file });
}

interface ItemDialogProps extends ShownData {
  readonly index: number;
  readonly onClose: () => void;
}

function ItemDialog({ index, onClose, ...shown }: ItemDialogProps): JSX.Element {
  const { id, source, reply, sheet } = shown;
  const text = dataText.value.looked;
  const { fingerprint } = reply.record;
  const file = sheet.items[index]?.file;
  return (
    <Dialog title={itemText(shown, index)} onClose={onClose}>
      <div class="item-looks">
        <figure>
          <img class="pixels" src={source.itemUrl(id, index, fingerprint)} alt={itemText(shown, index)} />
          <figcaption class="quiet">{text.seen}</figcaption>
        </figure>
        {file !== undefined && (
          <figure>
            <img src={source.itemUrl(id, index, fingerprint, { original: true })} alt={file} />
            <figcaption class="quiet">
              {text.original}: <code>{file}</code>
            </figcaption>
          </figure>
        )}
      </div>
    </Dialog>
  );
}
