/**
 * @file One computation for images of every size: shapes in a graph are static, so there is a program for each size that
 * comes, compiled when the first of its images comes, and kept.
 */
import type { Shape } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import type { Runtime, Session } from "../runtime/runtime.ts";

export interface ShapedProgram {
  /** @param images any shape @returns what was traced, by name @throws E120 where the runtime cannot compile it */
  readonly run: (images: Tensor<"float32">) => Promise<Readonly<Record<string, Tensor>>>;
  readonly release: () => Promise<void>;
}

/** @param trace from the images to named results */
export function shapedProgram(
  runtime: Runtime,
  name: string,
  trace: (images: Node) => Readonly<Record<string, Node>>,
): ShapedProgram {
  const state = runtime.state({});
  const sessions = new Map<string, Promise<Session>>();
  const open = (shape: Shape): Promise<Session> =>
    runtime.open({ name, outputs: trace(input("images", shape)), updates: {} });
  return {
    run: async (images) => {
      const key = images.shape.join();
      const session = sessions.get(key) ?? open(images.shape);
      sessions.set(key, session);
      return (await session).run(state, { images });
    },
    release: async () => {
      state.release();
      for (const session of sessions.values()) await session.then((opened) => opened.release()).catch(() => {});
      sessions.clear();
    },
  };
}
