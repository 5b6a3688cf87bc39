/** @file `config` 的错误。 */
import type { configErrors as en } from "../en/errors-config.ts";

export const configErrors: typeof en = {};
