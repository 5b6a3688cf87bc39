/** @file `gantry/views/node`: pictures as files. */
export { encodePng } from "./png.node.ts";
