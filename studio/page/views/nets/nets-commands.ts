/** @file What the Nets view can do, by key and by its words. */
import { useRef } from "preact/hooks";
import { netsText } from "../../messages/texts.ts";
import { useCommands } from "../../state/use-commands.ts";

export interface NetsActions {
  /** Layers that are found, in their order, those of folded blocks, too. */
  readonly ids: readonly string[];
  readonly at: string | null;
  /** Looks at a layer, and unfolds its block. */
  readonly choose: (id: string) => void;
  readonly toggleAll: () => void;
}

export function useNetsCommands(actions: NetsActions): void {
  const newest = useRef(actions);
  newest.current = actions;
  const move = (by: number): void => {
    const { ids, at, choose } = newest.current;
    const next = ids[Math.min(Math.max(ids.indexOf(at ?? "") + by, 0), ids.length - 1)];
    if (next === undefined) return;
    choose(next);
    // Once it is drawn: its block may have been folded.
    requestAnimationFrame(() =>
      document.querySelector(`[data-layer="${CSS.escape(next)}"]`)?.scrollIntoView({ block: "nearest" }),
    );
  };
  const title = (name: keyof (typeof netsText)["value"]["commands"]) => (): string => netsText.value.commands[name];
  useCommands(() => [
    {
      ...{ id: "nets.search", group: "look", keys: ["/"], title: title("search") },
      run: () => document.getElementById("nets-search")?.focus(),
    },
    { ...{ id: "nets.next", group: "look", keys: ["j"], title: title("next") }, run: () => move(1) },
    { ...{ id: "nets.previous", group: "look", keys: ["k"], title: title("previous") }, run: () => move(-1) },
    {
      ...{ id: "nets.fold", group: "look", keys: ["f"], title: title("fold") },
      run: () => newest.current.toggleAll(),
    },
  ]);
}
