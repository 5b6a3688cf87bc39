/** @file `gantry/browser/worker`: a module worker that trains with the built-in recipes. */
import { serveTraining } from "./serve-training.web.ts";

serveTraining();
