/** @file What a picture passes through: every value that G computes on the way from z, or D on the way from the picture. */
import type { JSX } from "preact";
import { shellWord } from "../../../../api/command-line.ts";
import { latentText } from "../../../messages/texts.ts";
import { sizeText } from "../../../parts/numbers.ts";
import { Segments } from "../../../parts/segments.tsx";
import { useRun, useStudio } from "../../../state/studio.ts";
import "../../../parts/sample-sheet.css";
import "./maps.css";
import { mapsText } from "./maps-text.ts";
import { type MapsPanelProps, OPEN, Passage, type Whose } from "./passage.tsx";

const FILE = "generator.onnx";

export function MapsPanel({ nets }: MapsPanelProps): JSX.Element {
  const { router, source } = useStudio();
  const judged = source.generatorUrl !== undefined; // the generator's file has no D
  const whose: Whose = judged && router.route.value.query.net === "D" ? "D" : "G";
  return (
    <>
      {judged && (
        <Segments
          label={mapsText.value.of}
          quiet
          value={whose}
          options={(["G", "D"] as const).map((one) => ({ value: one, text: mapsText.value.players[one] }))}
          onChange={(net) => router.setQuery({ net: net === "D" ? net : null, maps: OPEN, channel: null })}
        />
      )}
      <MapsOf key={whose} {...{ nets, whose }} />
    </>
  );
}

function MapsOf({ nets, whose }: MapsPanelProps & { readonly whose: Whose }): JSX.Element | null {
  const run = useRun();
  const { generatorUrl } = useStudio().source;
  const text = latentText.value;
  const detail = run.detail.value;
  if (detail === null) return null;
  const { last } = detail.checkpoints;
  const step = nets?.step ?? last; // generator.onnx is the newest one's; of others it is rebuilt
  if (typeof WebAssembly === "undefined") return <p role="alert">{text.noWebAssembly}</p>;
  if (whose === "D" && step !== null) {
    const url = generatorUrl?.(run.id, step, "judged") ?? "";
    return <Passage {...{ url, nets, whose }} version={null} />;
  }
  const rebuilt = generatorUrl === undefined || step === null || step === last ? null : generatorUrl(run.id, step);
  const leftOut = detail.leftOut?.files[FILE];
  if (leftOut !== undefined)
    return <p class="quiet">{text.leftOut({ run: shellWord(run.id), size: sizeText(leftOut) })}</p>;
  if (rebuilt === null && detail.files[FILE] === undefined) return <p class="quiet">{text.none}</p>;
  const version = rebuilt === null ? last : null;
  return <Passage {...{ nets, whose, version }} url={rebuilt ?? run.fileUrl(FILE)} />;
}
