/** @file `data` 的错误。 */
import type { dataErrors as en } from "../en/errors-data.ts";

export const dataErrors: typeof en = {};
