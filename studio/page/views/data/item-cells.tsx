/** @file Pictures of items side by side; each opens, larger, with its file. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DataReply, DataSheetReply } from "../../../api/index.ts";
import { dataText } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { partOnUse } from "../../parts/part-on-use.tsx";
import type { RunDataSource } from "../../source.ts";
import type { ItemDialogProps } from "./item/item-dialog.tsx";
import { isFolder, LeaveOut } from "./leave-out.ts";

export interface ShownData {
  readonly id: string;
  readonly source: RunDataSource;
  readonly reply: DataReply;
  readonly sheet: DataSheetReply;
}

const ItemDialog = partOnUse<ItemDialogProps>(() =>
  import("./item/item-dialog.tsx").then((module) => module.ItemDialog),
);

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
              {isFolder(shown.sheet) && <LeaveOut of="sign" file={shown.sheet.items[index]?.file ?? ""} />}
            </button>
          </li>
        ))}
      </ul>
      {open !== null && (
        <ItemDialog {...shown} title={itemText(shown, open)} index={open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** `item 17, class 3, cats/17.jpg` */
function itemText({ reply, sheet }: ShownData, index: number): string {
  const { label, file = null } = sheet.items[index] ?? {};
  const name = label === undefined ? null : (reply.record.classes?.[label] ?? String(label));
  return dataText.value.item({ index: wholeNumber(index), label: name, file });
}
