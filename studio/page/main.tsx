/** @file The page's beginning. */
import { render } from "preact";

const root = document.getElementById("app");
if (root !== null) render(<main>Gantry Studio</main>, root);
