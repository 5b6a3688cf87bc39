/** @file The value that is looked at: a channel of it large and in numbers, and its channels side by side. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { shortNumber, wholeNumber } from "../../../parts/numbers.ts";
import { Segments } from "../../../parts/segments.tsx";
import type { ChannelFacts, ShownValue } from "../../../workers/latent-messages.ts";
import { FactsList } from "./channel-facts-list.tsx";
import { ChannelSheet } from "./channel-sheet.tsx";
import { MapCanvas } from "./map-canvas.tsx";
import { type Scale, scaleOf } from "./map-pixels.ts";
import { mapsText } from "./maps-text.ts";
import { Stepper } from "./stepper.tsx";
import { UnitBars } from "./unit-bars.tsx";

export interface ShownMapsProps {
  readonly value: ShownValue;
  /** How it is called: the layer, or the node. */
  readonly name: string;
  /** The channel, or the unit. */
  readonly at: number;
  readonly go: (at: number) => void;
}

type ScaleKind = "each" | "alike";

export function ShownMaps({ value, name, at, go }: ShownMapsProps): JSX.Element {
  const [kind, setKind] = useState<ScaleKind>("each");
  const text = mapsText.value;
  const channel = Math.min(at, value.shape[0] - 1);
  const facts = value.facts[channel] as ChannelFacts;
  const all = scaleOf(value.facts);
  const scaleAt = (one: number): Scale => (kind === "alike" ? all : scaleOf([value.facts[one] as ChannelFacts]));
  const ends = { min: shortNumber(facts.min), max: shortNumber(facts.max) };
  return (
    <div class="maps-shown">
      <Stepper of="channel" at={channel} count={value.shape[0]} go={go} />
      <div class="maps-row maps-large">
        <figure>
          <MapCanvas
            {...{ value, channel, about: 256, scale: scaleAt(channel) }}
            label={text.picture({ channel: wholeNumber(channel), value: name, ...ends })}
          />
          <ScaleEnds {...scaleAt(channel)} />
        </figure>
        <FactsList facts={facts} />
      </div>
      <Segments
        label={text.scale}
        value={kind}
        options={(["each", "alike"] as const).map((one) => ({ value: one, text: text[one] }))}
        onChange={setKind}
      />
      <ChannelSheet {...{ value, channel, go, scaleAt }} />
    </div>
  );
}

/** What the colours mean. */
function ScaleEnds({ limit, signed }: Scale): JSX.Element {
  return (
    <figcaption class={signed ? "maps-scale signed" : "maps-scale"}>
      {signed && <span>{shortNumber(-limit)}</span>}
      <span>0</span>
      <span>{shortNumber(limit)}</span>
    </figcaption>
  );
}

/** The same of units, which have no pictures. */
export function ShownUnits({ value, name, at, go }: ShownMapsProps): JSX.Element {
  const unit = Math.min(at, value.data.length - 1);
  return (
    <div class="maps-shown">
      <Stepper of="unit" at={unit} count={value.data.length} go={go} />
      <UnitBars {...{ value, name, unit }} />
      <FactsList facts={value.facts[0] as ChannelFacts} value={value.data[unit] as number} />
    </div>
  );
}
