/** @file What a new run can be told, from the one table of fields and the recipes' settings. */
import { flagOf, generalFields, generalKeys, typeOfSetting } from "gantry/config";
import { listDatasets } from "gantry/data/node";
import { type Language, messages } from "gantry/messages";
import { recipes } from "gantry/recipes";
import type { FieldInfo, RecipeInfo, SchemaReply } from "../../api/index.ts";

/** The folder is the one that is shown, and the language the page's. */
const ASKED = generalKeys.filter((key) => key !== "out" && key !== "lang");

export function schemaFor(language: Language): SchemaReply {
  const { fields, settings } = messages(language);
  return {
    fields: ASKED.map((key): FieldInfo => {
      const { type, default: initial, image, elsewhere } = generalFields[key];
      const shown = elsewhere === true ? null : initial;
      return { key, flag: flagOf(key), type, default: shown, help: fields[key], ...(image && { image }) };
    }),
    recipes: recipes.map(
      ({ name, summary, citation, settings: own }): RecipeInfo => ({
        name,
        summary: summary[language],
        citation,
        settings: Object.entries(own).map(([key, setting]) => ({
          key,
          flag: flagOf(key),
          type: typeOfSetting(setting),
          default: setting.default,
          help: settings[setting.help] ?? setting.help,
        })),
      }),
    ),
    data: listDatasets().map(({ name, summary }) => ({ name, summary: summary[language] })),
  };
}
