import { serveTraining } from "gantry/browser";
import { renamed } from "./renamed.ts";

serveTraining({ recipes: [renamed] });
