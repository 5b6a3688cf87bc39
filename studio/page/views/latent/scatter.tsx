/** @file What a generator of points draws, and where the present latent leads. */
import { useSignal, useSignalEffect } from "@preact/signals";
import { rangeOf } from "gantry/views";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { latentText } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import { useStudio } from "../../state/studio.ts";
import type { CloudRequest, PointCloud } from "../../workers/latent-messages.ts";
import { LatestWins } from "../../workers/latest-wins.ts";
import { paintScatter } from "./paint.ts";
import type { StageProps } from "./picture-stage.tsx";

const POINTS = 2048;

/** All that the generator draws for what is asked for, and where the present latent leads. */
export function Scatter({ state, interval }: StageProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const cloud = useSignal<PointCloud | null>(null);
  useEffect(() => {
    const queue = new LatestWins<CloudRequest, unknown>({
      work: (request) => state.client.cloud(request),
      onAnswer: (drawing) => {
        cloud.value = drawing as PointCloud;
      },
      onFailure: () => {}, // the chosen point says why
    });
    const stop = state.scene.subscribe(({ label, attributes, psi }) => {
      queue.ask({ label, attributes, psi, seed: 0, count: POINTS });
    });
    return () => {
      stop();
      queue.close();
    };
  }, [state, cloud]);
  const { theme } = useStudio().settings;
  useSignalEffect(() => {
    const drawn = state.drawn.value;
    theme.value; // another takes other colours
    if (canvas.current === null) return;
    const style = getComputedStyle(canvas.current);
    const ink = { generated: style.outlineColor, ring: style.color };
    const shown = interval ?? (cloud.value === null ? ([-1, 1] as const) : rangeOf(cloud.value));
    paintScatter(canvas.current, cloud.value, drawn?.drawing ?? null, shown, ink);
  });
  return (
    <canvas
      ref={canvas}
      width={640}
      height={640}
      role="img"
      class="latent-scatter"
      aria-label={latentText.value.cloud({ count: wholeNumber(POINTS) })}
    />
  );
}
