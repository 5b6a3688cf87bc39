/** @file What codes mean at length. */
export { explanations } from "gantry/messages/en";
