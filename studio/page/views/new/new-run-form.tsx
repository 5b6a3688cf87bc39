/** @file The form: what to learn from, which recipe, the settings; what stands in it stands in the address. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SchemaReply } from "../../../api/index.ts";
import { newText, spoken } from "../../messages/texts.ts";
import { useRestingQuery } from "../../parts/sample-query.ts";
import type { Control, SourceError } from "../../source.ts";
import { asSourceError } from "../../source.ts";
import { useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { AllOptions } from "./all-options.tsx";
import { DataChoice } from "./data-choice.tsx";
import { type FormContext, MostUsed } from "./field.tsx";
import { fieldNamedBy } from "./field-fault.ts";
import { checked, fieldsFor, textsIn } from "./form-values.ts";
import { PlanPanel } from "./plan-panel.tsx";
import { RecipeChoice } from "./recipe-choice.tsx";
import { Strange } from "./strange.tsx";
import { usePlan } from "./use-plan.ts";

export interface NewRunFormProps {
  readonly control: Control;
  readonly schema: SchemaReply;
}

/** The recipe whose settings are shown before any plan says which one it will be. */
const USUAL = "dcgan";

export function NewRunForm({ control, schema }: NewRunFormProps): JSX.Element {
  const { router } = useStudio();
  const resting = useRestingQuery(router);
  const texts = textsIn(resting.query());
  const [recipe, setRecipe] = useState(texts.recipe ?? USUAL);
  const fields = fieldsFor(schema, texts.recipe ?? recipe);
  const { values, wrong, strange } = checked(texts, fields);
  const ready = values.data !== undefined && wrong.length === 0;
  const planned = usePlan(control, values, ready);
  const planRecipe = planned.plan?.config.recipe?.value;
  if (typeof planRecipe === "string" && planRecipe !== recipe) setRecipe(planRecipe);
  const { start, starting, refused } = useStart(control, planned.settled ? values : null);
  const error = refused ?? planned.error;
  const named = error === null ? null : fieldNamedBy(error, fields);
  const context: FormContext = {
    texts,
    set: (key, text) => resting.change({ [key]: text === "" ? null : text }),
    plan: planned.plan,
    planning: ready && !planned.settled,
    fault: (key) => (error !== null && named === key ? error : null),
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    start();
  };
  return (
    <form class="new-form" onSubmit={submit} noValidate>
      <div class="new-fields">
        <DataChoice {...context} schema={schema} />
        <RecipeChoice {...context} schema={schema} />
        <MostUsed {...context} fields={fields} />
        <AllOptions {...context} fields={fields} />
      </div>
      <aside class="new-plan" aria-label={newText.value.plan.title}>
        <Strange {...context} keys={strange} recipe={texts.recipe ?? recipe} />
        <PlanPanel
          {...{ values, planned, wrong, starting }}
          planning={context.planning}
          error={named === null || isHidden(named, fields) ? error : null}
        />
      </aside>
    </form>
  );
}

/** A key that no field stands for: its sentence is said beside the plan. */
const isHidden = (key: string, fields: readonly { readonly key: string }[]): boolean =>
  key !== "data" && key !== "recipe" && !fields.some((field) => field.key === key);

interface Starting {
  readonly start: () => void;
  readonly starting: boolean;
  /** What the server said the last time; it holds for what stood in the form then. */
  readonly refused: SourceError | null;
}

/** @param values null where they cannot be started, or nobody knows yet what they come to */
function useStart(control: Control, values: Parameters<Control["start"]>[0]["values"] | null): Starting {
  const { router, announcement } = useStudio();
  const [starting, setStarting] = useState(false);
  const [refusal, setRefusal] = useState<{ readonly of: string; readonly error: SourceError } | null>(null);
  const key = `${spoken.value} ${JSON.stringify(values)}`;
  const start = (): void => {
    if (values === null || starting) return;
    setStarting(true);
    announcement.value = newText.value.starting;
    control
      .start({ values })
      .then(
        ({ id }) => router.go({ page: "run", id, view: "live" }),
        (cause: unknown) => setRefusal({ of: key, error: asSourceError(cause) }),
      )
      .finally(() => setStarting(false));
  };
  useCommands(
    () => [
      {
        ...{ id: "new.start", group: "run", keys: ["Ctrl+Enter"], title: () => newText.value.commands.start },
        enabled: () => values !== null && !starting,
        run: start,
      },
    ],
    [key, starting],
  );
  return { start, starting, refused: refusal?.of === key ? refusal.error : null };
}
