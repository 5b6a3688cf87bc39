/** @file An item, larger, beside its file; a file can be marked to be left out of a new run. */
import type { JSX } from "preact";
import { dataText } from "../../../messages/texts.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import type { ShownData } from "../item-cells.tsx";
import { LeaveOut } from "../leave-out/leave-out.tsx";
import "./item.css";

export interface ItemDialogProps extends ShownData {
  /** What the item is, in words. */
  readonly title: string;
  readonly index: number;
  readonly onClose: () => void;
}

export function ItemDialog({ id, source, reply, sheet, title, index, onClose }: ItemDialogProps): JSX.Element {
  const text = dataText.value.looked;
  const { fingerprint } = reply.record;
  const file = sheet.items[index]?.file;
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="item-looks">
        <figure>
          <img class="pixels" src={source.itemUrl(id, index, fingerprint)} alt={title} />
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
      {file !== undefined && <LeaveOut of="file" file={file} />}
    </Dialog>
  );
}
