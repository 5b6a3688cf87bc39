/** @file `runtime` 的错误。 */
import type { runtimeErrors as en } from "../en/errors-runtime.ts";

export const runtimeErrors: typeof en = {};
