/** @file Makes `<gantry-generator>` an element of the page that loads this script. */
import { GantryGenerator } from "./element.ts";

customElements.define("gantry-generator", GantryGenerator);
