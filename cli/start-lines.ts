/** @file What a run begins with (`--from`), tensor by tensor. */
import type { Plan } from "gantry/training/node";
import type { Cli } from "./verb.ts";
import { tableLines } from "./width.ts";

type Start = NonNullable<Plan["start"]>;

const shapeText = (shape: readonly number[]): string => `[${shape.join(", ")}]`;

/** The file, then a line a tensor: what becomes of it, its name, its shape, and why where it is not taken. */
export function startLines({ texts }: Pick<Cli, "texts">, { path, lines }: Start): string[] {
  const { from, inherited, inheritedWhy } = texts.plan;
  const rows = lines.map((line) => {
    const why = line.kind === "shape" ? inheritedWhy.shape({ got: shapeText(line.got) }) : inheritedWhy[line.kind];
    return [inherited[line.kind], line.name, shapeText(line.shape), why];
  });
  return [`${from}  ${path}`, ...tableLines(rows)];
}
