/** @file Where a view is shown: fetched when it is looked at first, and its faults kept to itself. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { shellText } from "../messages/texts.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { Problem } from "../parts/problem.tsx";
import { loadView, type ViewName } from "./registry.ts";

const loaded = new Map<ViewName, ComponentType>();

/** @param about what it shows; another of it begins the view anew */
export function ViewSlot({ name, about }: { readonly name: ViewName; readonly about: string }): JSX.Element {
  const [, count] = useState(0);
  const [failed, setFailed] = useState<ViewName | null>(null);
  const View = loaded.get(name);
  useEffect(() => {
    const load = loadView(name);
    if (View !== undefined || load === undefined) return;
    load().then(
      (module) => {
        loaded.set(name, module.View);
        count((times) => times + 1);
      },
      () => setFailed(name),
    );
  }, [name, View]);
  const text = shellText.value;
  if (loadView(name) === undefined) return <p class="quiet">{text.missingView}</p>;
  if (failed === name)
    return (
      <Problem error={{ code: "page", message: text.chunkFailed }}>
        <p>{text.unreachable}</p>
      </Problem>
    );
  if (View === undefined)
    return (
      <p class="quiet" aria-busy="true">
        {text.loading}
      </p>
    );
  return (
    <ErrorBoundary about={`${name} ${about}`}>
      <View key={about} />
    </ErrorBoundary>
  );
}
