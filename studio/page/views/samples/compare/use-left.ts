/** @file What stands on the left of two: pictures of this run or of another. */
import { type SampleWeights, samplePath } from "gantry/store";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { RunDetail } from "../../../../api/index.ts";
import { SamplePictures } from "../../../parts/sample-pictures.ts";
import type { OpenRun } from "../../../state/open-run.ts";
import { useStudio } from "../../../state/studio.ts";
import { nearestStep } from "../sample-options.ts";
import type { SamplesProps } from "../samples-props.ts";

export interface LeftSide {
  readonly pictures: SamplePictures;
  readonly grid: RunDetail["grid"];
  readonly steps: readonly number[];
  readonly step: number;
}

export const otherWeights = (weights: SampleWeights): SampleWeights => (weights === "live" ? "average" : "live");

/** @returns null while another run is read, and where it has no pictures */
export function useLeft(props: SamplesProps): LeftSide | null {
  const { detail, pictures, steps, step, options } = props;
  const { left, a } = options;
  const other = useOtherRun(left.kind === "run" ? left.id : null);
  const weights = left.kind === "weights" ? otherWeights(options.weights) : options.weights;
  const source = left.kind === "run" ? other : left.kind === "weights" ? props : null;
  const grid = left.kind === "run" ? (other?.detail.value?.grid ?? null) : detail.grid;
  const shape = JSON.stringify(grid);
  const own = useMemo(
    () => (source === null ? null : new SamplePictures((at) => source.fileUrl(samplePath(at, weights)), grid)),
    [source?.fileUrl, other?.version.value, weights, shape],
  );
  useEffect(() => () => own?.close(), [own]);
  if (left.kind === "step") return { pictures, grid, steps, step: nearestStep(steps, a ?? (steps[0] as number)) };
  if (own === null) return null;
  if (left.kind === "weights") return { pictures: own, grid, steps, step };
  const theirs = other?.samples.value ?? [];
  return theirs.length === 0 ? null : { pictures: own, grid, steps: theirs, step: nearestStep(theirs, a ?? step) };
}

/** Open while it is looked at. */
function useOtherRun(id: string | null): OpenRun | null {
  const { open } = useStudio();
  const [run, setRun] = useState<OpenRun | null>(null);
  useEffect(() => {
    const opened = id === null ? null : open(id);
    setRun(opened);
    return () => opened?.close();
  }, [id, open]);
  return run;
}
