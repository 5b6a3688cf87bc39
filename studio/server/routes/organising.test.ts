/** @file A run that something is made of stays where it is. */
import { existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastify from "fastify";
import { GantryError } from "gantry/base";
import { expect, test } from "vitest";
import type { Exporter } from "../exporting/exporter.ts";
import { RunsFolder } from "../folder/runs-folder.ts";
import { organisingRoutes } from "./organising.ts";

test("it goes to the trash once its export is made, and not before", async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "gantry-organising-")));
  mkdirSync(join(root, "a"));
  writeFileSync(join(root, "a", "run.json"), "{}");
  let making = true;
  const checkFree = (id: string): void => {
    if (making) throw new GantryError("E619", { id });
  };
  const app = fastify();
  organisingRoutes(app, new RunsFolder(root), { checkFree } as unknown as Exporter);
  const trash = () => app.inject({ method: "POST", url: "/api/runs/a/trash" });
  expect((await trash()).json()).toMatchObject({ code: "E619" });
  expect(existsSync(join(root, "a"))).toBe(true);
  making = false;
  expect((await trash()).statusCode).toBe(200);
  expect(existsSync(join(root, "a"))).toBe(false);
  await app.close();
});
