/** @file One of several that can be chosen, with a line that says what it is. */
import type { JSX } from "preact";

export interface CardProps {
  readonly group: string;
  readonly checked: boolean;
  readonly choose: () => void;
  readonly name: string;
  readonly summary: string;
}

export const Card = ({ group, checked, choose, name, summary }: CardProps): JSX.Element => (
  <label class="card">
    <input type="radio" name={`new-${group}`} checked={checked} onChange={choose} />
    <span>
      <b>{name}</b>
      <small>{summary}</small>
    </span>
  </label>
);
