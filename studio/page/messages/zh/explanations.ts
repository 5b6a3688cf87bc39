/** @file 各代码的详细说明。 */
export { explanations } from "gantry/messages/zh";
