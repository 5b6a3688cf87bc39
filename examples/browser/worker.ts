/** The thread that trains. Recipes of your own go in here: `serveTraining({ recipes: [mine] })`. */
import { serveTraining } from "gantry/browser";

serveTraining();
