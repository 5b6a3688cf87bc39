/** @file `store` 的错误。 */
import type { storeErrors as en } from "../en/errors-store.ts";

export const storeErrors: typeof en = {};
