/** @file Some items as D may be shown them: the run's own augmentation, drawn again and again. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { AugmentInfo } from "../../../api/index.ts";
import { dataText } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { useCommands } from "../../state/use-commands.ts";
import type { ShownData } from "./item-cells.tsx";

const ITEMS = 4;
const DRAWS = 6;

export function AugmentPanel({ id, source, reply, sheet }: ShownData): JSX.Element {
  const [round, setRound] = useState(0);
  const text = dataText.value.augment;
  const { augment, record } = reply;
  const again = (): void => setRound((before) => before + 1);
  useCommands(() => [
    { ...{ id: "data.again", group: "look", keys: ["r"], title: () => dataText.value.commands.again }, run: again },
  ]);
  const draws = Array.from({ length: DRAWS }, (_, i) => round * DRAWS + i);
  return (
    <section class="augment">
      <h2>{text.title}</h2>
      <p class="quiet">
        {augmentText(augment)} {augment.flip && text.flip}
      </p>
      <ul class="augment-rows">
        {sheet.contact.slice(0, ITEMS).map((index) => (
          <li key={index}>
            <img
              class="plain-item"
              src={source.itemUrl(id, index, record.fingerprint)}
              alt={text.original({ index: wholeNumber(index) })}
            />
            {draws.map((draw) => (
              <img
                key={draw}
                src={source.itemUrl(id, index, record.fingerprint, { augment: draw })}
                alt={text.draw({ index: wholeNumber(index), draw: draw + 1 })}
              />
            ))}
          </li>
        ))}
      </ul>
      <button type="button" onClick={again}>
        {text.again}
      </button>
    </section>
  );
}

function augmentText({ augment, policy }: AugmentInfo): string {
  const text = dataText.value.augment;
  if (augment === "diffaugment") return text.used({ policy: policy ?? "all" });
  return augment === "auto" ? text.auto({ policy: policy ?? "all" }) : text.none;
}
