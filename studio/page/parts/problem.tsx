/** @file Something that went wrong, in sentences: what, and what to do. */
import type { ComponentChildren, JSX } from "preact";
import type { SourceError } from "../source.ts";
import { Icon } from "./icon.tsx";

export interface ProblemProps {
  readonly title?: string;
  readonly error: Pick<SourceError, "code" | "message">;
  readonly children?: ComponentChildren;
}

export const Problem = ({ title, error, children }: ProblemProps): JSX.Element => (
  <section class="problem" role="alert">
    <Icon name="warning" />
    <div>
      {title !== undefined && <h2>{title}</h2>}
      <p>
        {error.message} <code class="code">{error.code}</code>
      </p>
      {children}
    </div>
  </section>
);
