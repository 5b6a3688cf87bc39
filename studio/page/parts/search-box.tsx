/** @file A field to search in what a view shows. */
import type { ComponentChildren, JSX } from "preact";
import { labelled } from "../messages/texts.ts";
import { Icon } from "./icon.tsx";

export interface SearchBoxProps {
  readonly id: string;
  readonly query: string;
  readonly change: (query: string) => void;
  readonly text: { readonly search: string; readonly searchExample: string };
  /** Beside it: what was found. */
  readonly children?: ComponentChildren;
}

export function SearchBox({ id, query, change, text, children }: SearchBoxProps): JSX.Element {
  const { search, searchExample } = text;
  return (
    <label class="search">
      <span class="hidden-text">{search}</span>
      <Icon name="search" />
      <input
        id={id}
        type="search"
        value={query}
        placeholder={labelled(search, searchExample)}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      {children}
    </label>
  );
}
