// A recipe that can be planned, but not in the worker that is to train it.
import { isMainThread } from "node:worker_threads";
import { recipes } from "gantry";

const gan = recipes.find(({ name }) => name === "gan");

// biome-ignore lint/style/noDefaultExport: a recipe is what its module exports by default
export default {
  ...gan,
  name: "throws",
  game: (settings, data) => {
    if (!isMainThread) throw new TypeError("not in this thread");
    return gan.game(settings, data);
  },
};
