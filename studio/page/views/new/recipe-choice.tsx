/** @file Which GAN: by itself as the data are, one of those there are, or a module of one's own. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SchemaReply } from "../../../api/index.ts";
import { newText } from "../../messages/texts.ts";
import { Card } from "./card.tsx";
import type { FormContext } from "./field.tsx";

export function RecipeChoice({
  schema,
  texts,
  set,
  plan,
  fault,
}: FormContext & { readonly schema: SchemaReply }): JSX.Element {
  const text = newText.value.recipe;
  const chosen = texts.recipe ?? "";
  const planned = chosen === "" ? plan?.config.recipe?.value : undefined;
  const [open, setOpen] = useState(chosen !== "");
  const wrong = fault("recipe");
  const automatic = typeof planned === "string" ? text.automaticNow({ recipe: planned }) : text.automaticHow;
  const known = schema.recipes.some(({ name }) => name === chosen);
  return (
    <fieldset class="field-group">
      <legend>{text.title}</legend>
      <div class="cards">
        <Card
          group="recipe"
          checked={chosen === ""}
          choose={() => set("recipe", "")}
          name={text.automatic}
          summary={automatic}
        />
        {chosen !== "" && !known && (
          <Card group="recipe" checked choose={() => undefined} name={chosen} summary={text.own} />
        )}
        {schema.recipes.map(({ name, summary }, i) =>
          open || i < FIRST || name === chosen ? (
            <Card
              key={name}
              group="recipe"
              checked={chosen === name}
              choose={() => set("recipe", name)}
              name={name}
              summary={summary}
            />
          ) : null,
        )}
      </div>
      {!open && schema.recipes.length > FIRST && (
        <button type="button" onClick={() => setOpen(true)}>
          {text.all({ count: schema.recipes.length })}
        </button>
      )}
      {wrong !== null && (
        <p class="wrong" role="alert">
          {wrong.message}
        </p>
      )}
    </fieldset>
  );
}

/** Shown before somebody asks for all of them. */
const FIRST = 5;
