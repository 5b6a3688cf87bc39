// A recipe that can be planned, but ends the thread that is to train it.
import { isMainThread } from "node:worker_threads";
import { recipes } from "gantry";

const gan = recipes.find(({ name }) => name === "gan");

// biome-ignore lint/style/noDefaultExport: a recipe is what its module exports by default
export default {
  ...gan,
  name: "exits",
  game: (settings, data) => {
    if (!isMainThread) process.exit(7);
    return gan.game(settings, data);
  },
};
