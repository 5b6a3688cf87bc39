/** @file `gantry/config`: the one schema, and the way from defaults, file and flags to a configuration. */
export {
  type ConfigValue,
  type Device,
  type Field,
  type GeneralConfig,
  type GeneralKey,
  generalFields,
  generalKeys,
  isGeneralKey,
} from "./fields.ts";
export { flagOf } from "./flags.ts";
export { configSchema } from "./json-schema.ts";
export { type ConfigRecord, configFromRecord, configRecord } from "./record.ts";
export {
  type ConfigDefaults,
  type ConfigValues,
  generalConfig,
  type ResolvedConfig,
  recipeNameFor,
  resolveConfig,
  typeOfSetting,
} from "./resolve.ts";
export { type ConfigLayer, fileLayer, type Origin, objectLayer, setLayer } from "./sources.ts";
export { type ConfigEntry, checkedValue } from "./value.ts";
