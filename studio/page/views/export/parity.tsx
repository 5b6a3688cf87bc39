/** @file How far a model is from the engine that trained it: a number, and what it means in words. */
import type { JSX } from "preact";
import type { ExportInfo } from "../../../api/index.ts";
import { exportText } from "../../messages/texts.ts";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { agoText, dateText } from "../../parts/numbers.ts";
import { now } from "../../state/clock.ts";
import { type Judgement, judged } from "./judged.ts";

const icons: Readonly<Record<Judgement, IconName>> = { same: "good", rounded: "good", differs: "warning" };

export function ParityText({ info }: { readonly info: ExportInfo }): JSX.Element {
  const { parity: text, list } = exportText.value;
  const { parity } = info;
  if (parity === null) return <span class="quiet">{list.notCompared}</span>;
  const judgement = judged(info);
  const at = Date.parse(parity.checkedAt);
  const facts = { difference: differenceText(parity.difference), count: parity.compared };
  const largest = info.model?.outputs[0]?.name === "logits" ? text.largestImages(facts) : text.largest(facts);
  return (
    <span class={`parity ${judgement}`}>
      <Icon name={icons[judgement]} />
      <span>
        {text[judgement]} <span class="quiet">· {largest}</span>
        {parity.half !== undefined && (
          <span class="quiet"> · {text.half({ difference: differenceText(parity.half) })}</span>
        )}
        <span class="quiet" title={dateText(at)}>
          {" "}
          · {text.when({ ago: agoText(at, now.value) })}
        </span>
      </span>
    </span>
  );
}

const differenceText = (difference: number | null): string =>
  difference === null ? "–" : difference === 0 ? "0" : difference.toExponential(1).replace("e-", "e−");
