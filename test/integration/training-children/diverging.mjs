// A gan whose loss is no number at step 13, unless G's learning rate was quartered.
import { add, log, mul, recipes, sub } from "gantry";

const gan = recipes.find(({ name }) => name === "gan");

// biome-ignore lint/style/noDefaultExport: a recipe is what its module exports by default
export default {
  ...gan,
  name: "diverging",
  settings: { ...gan.settings, limit: { kind: "number", default: 3e-4, above: 0, help: "the rate that passes" } },
  game: (settings, data) => {
    const game = gan.game(settings, data);
    const trapped = ({ loss, ...rest }, controls) => {
      const distance = log(sub(settings.limit, mul(controls["lr.G"], controls.trap)));
      return { loss: add(loss, mul(distance, controls.trap)), ...rest };
    };
    return {
      ...game,
      controls: { trap: (step) => (step === 12 ? 1 : 0) },
      phases: game.phases.map((phase) =>
        phase.name === "G" ? { ...phase, loss: (...given) => trapped(phase.loss(...given), given[2]) } : phase,
      ),
    };
  },
};
