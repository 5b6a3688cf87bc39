/** @file A fault in one part of the page stays in that part. */
import { Component, type ComponentChildren, type JSX } from "preact";
import { shellText } from "../messages/texts.ts";
import { Icon } from "./icon.tsx";

interface BoundaryProps {
  readonly children: ComponentChildren;
  /** When it changes (another view), what failed is tried anew. */
  readonly about: string;
}

interface BoundaryState {
  readonly error: unknown;
  readonly about: string;
}

export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, about: "" };

  static override getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error };
  }

  static override getDerivedStateFromProps({ about }: BoundaryProps, state: BoundaryState): BoundaryState {
    return about === state.about ? state : { error: null, about };
  }

  override render(): ComponentChildren {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Broken error={error} again={() => this.setState({ error: null })} />;
  }
}

function Broken({ error, again }: { readonly error: unknown; readonly again: () => void }): JSX.Element {
  const text = shellText.value.broken;
  return (
    <section class="problem" role="alert">
      <Icon name="warning" />
      <div>
        <h2>{text.title}</h2>
        <p>{text.lead}</p>
        <pre class="fault">{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
        <button type="button" onClick={again}>
          {text.again}
        </button>
      </div>
    </section>
  );
}
