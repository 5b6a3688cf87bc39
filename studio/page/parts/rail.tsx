/** @file The views of a run, one below the other; on narrow screens, beside each other. */
import type { JSX } from "preact";
import { shellText } from "../messages/texts.ts";
import type { RunView } from "../state/route.ts";
import { useStudio } from "../state/studio.ts";
import { runViews } from "../views/registry.ts";
import { Icon } from "./icon.tsx";
import { viewName } from "./view-name.ts";

export function Rail({ id, view }: { readonly id: string; readonly view: RunView }): JSX.Element {
  const { router, source } = useStudio();
  const text = shellText.value;
  void router.route.value; // links take the step along
  return (
    <nav class="rail" aria-label={text.rail}>
      <ul>
        {runViews.map((name) => (
          <li key={name}>
            <a
              href={router.href({ page: "run", id, view: name })}
              aria-current={name === view ? "page" : undefined}
              onClick={(event) => {
                if (name === view && isPlain(event)) router.go({ page: "run", id, view });
              }}
            >
              <Icon name={name} />
              {viewName(source, name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The browser follows it here, and in no other tab. */
const isPlain = ({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean => !(ctrlKey || metaKey || shiftKey);
