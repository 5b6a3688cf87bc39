// One run on a mixture whose modes are known, and what became of them.
import { modeCoverage } from "gantry/metrics";
import { inFolder, samplesOf, trained } from "./run.mjs";

/** How many samples are looked at, as PacGAN's protocol has it. */
export const SAMPLES = 2500;

/**
 * { modes, highQuality, reverseKl, seconds } of a run's average G; one that diverges (E490) has no modes, and no
 * distribution to take a distance of. @param options of the run @param mixture the modes of its data
 */
export const modeTrial = (options, mixture) =>
  inFolder(async (out) => {
    try {
      const { run, seconds } = await trained({ out, ...options });
      const values = await samplesOf(run, SAMPLES);
      const { modes, highQuality, reverseKl } = modeCoverage({ rows: SAMPLES, columns: 2, values }, mixture);
      return { modes, highQuality, reverseKl, seconds };
    } catch (error) {
      if (error.code !== "E490") throw error;
      return { modes: 0, highQuality: 0, reverseKl: null, seconds: null };
    }
  });
