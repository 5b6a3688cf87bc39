/**
 * @file What the process tells V8, before anything else is loaded: the young generation stays as large as it begins.
 * Training leaves little garbage, and in thousands of steps V8 would come to keep 16 MB more for it.
 */
import { setFlagsFromString } from "node:v8";

setFlagsFromString("--semi-space-growth-factor=1");
