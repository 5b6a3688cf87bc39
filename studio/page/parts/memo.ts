/** @file A component that is drawn anew only when one of its properties is another value, or a signal that it read. */
import { Component, type ComponentType, type FunctionComponent, h, type VNode } from "preact";

export function memo<P extends object>(inner: FunctionComponent<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const [before, after] = [this.props as Record<string, unknown>, next as Record<string, unknown>];
      return Object.keys({ ...before, ...after }).some((key) => before[key] !== after[key]);
    }
    override render(): VNode {
      return h(inner as FunctionComponent, this.props);
    }
  };
}
