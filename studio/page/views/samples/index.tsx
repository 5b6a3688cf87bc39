/** @file Samples: the whole history of fixed latents, in four ways. */

import { useSignal } from "@preact/signals";
import { samplePath } from "gantry/store";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { samplesText } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { SamplePictures } from "../../parts/sample-pictures.ts";
import { useRestingQuery } from "../../parts/sample-query.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { askedOf } from "./cell-text.ts";
import { sampleOptions } from "./sample-options.ts";
import { SamplesBody } from "./samples-body.tsx";
import { samplesCommands } from "./samples-commands.ts";
import "./samples.css";
import { useNearest } from "./use-nearest.tsx";

export function View(): JSX.Element | null {
  const { router, scrubber } = useStudio();
  const run = useRun();
  const detail = run.detail.value;
  const grid = detail?.grid ?? null;
  const shape = JSON.stringify(grid);
  // A grid that is read anew and says the same is the same grid; of another version, pictures are fetched anew.
  const version = run.version.value;
  const resting = useRestingQuery(router);
  const options = sampleOptions(resting.query());
  const weights = detail?.liveSamples === true ? options.weights : "average";
  const pictures = useMemo(
    () => new SamplePictures((step) => run.fileUrl(samplePath(step, weights)), grid),
    [run, shape, version, weights],
  );
  useEffect(() => () => pictures.close(), [pictures]);
  useCommands(() => samplesCommands(resting, () => run.detail.value?.liveSamples === true), [resting, run]);
  const steps = run.samples.value;
  const step = scrubber.shown.value;
  const zoom = useSignal(1);
  const text = samplesText.value;
  const shown = { ...options, weights } as const;
  const nearest = useNearest(detail === null || step === null ? null : { detail, pictures, step, options: shown });
  if (detail === null) return null;
  if (step === null) return <p class="quiet">{text.none}</p>;
  const latentHref = (cell: number): string =>
    router.href(
      { page: "run", id: run.id, view: "latent" },
      {
        cell: String(cell),
        seed: String(grid?.seed ?? 0),
        ...classQuery(detail.record.data.classes?.indexOf(askedOf(grid, cell)?.class ?? "")),
      },
    );
  return (
    <>
      <SamplesBody
        detail={detail}
        fileUrl={run.fileUrl}
        pictures={pictures}
        steps={steps}
        step={step}
        goTo={scrubber.to}
        options={shown}
        setOptions={resting.change}
        latentHref={detail.files["generator.onnx"] === undefined ? null : latentHref}
        askNearest={nearest.ask}
        zoom={zoom}
        format={wholeNumber}
      />
      {nearest.dialog}
    </>
  );
}

const classQuery = (label: number | undefined): Record<string, string> =>
  label === undefined || label < 1 ? {} : { class: String(label) };
