/**
 * @file Before each file that tests properties: which cases are drawn. They are the same each time, for what failed must
 * fail again, here and elsewhere; `GANTRY_TEST_SEED=7 npm test` draws others.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.GANTRY_TEST_SEED ?? 2014) });
