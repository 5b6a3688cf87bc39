// A recipe that ends its thread in the middle of training, at the step that the environment names.
import { isMainThread } from "node:worker_threads";
import { recipes } from "gantry";

const gan = recipes.find(({ name }) => name === "gan");

const fuse = (step) => {
  if (!isMainThread && String(step) === process.env.GANTRY_TEST_DIES_AT) process.exit(7);
  return 0;
};

// biome-ignore lint/style/noDefaultExport: a recipe is what its module exports by default
export default {
  ...gan,
  name: "dies",
  game: (settings, data) => {
    const game = gan.game(settings, data);
    return { ...game, controls: { ...game.controls, fuse } };
  },
};
