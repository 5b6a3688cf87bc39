/** @file The page's own files, and those of ONNX Runtime that it runs generators with. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { GantryError } from "gantry/base";
import { isFile, realInside } from "../folder/place.ts";
import { ASK_AGAIN, FOR_EVER, sendFile } from "./send-file.ts";

interface AnyPath {
  readonly Params: { readonly "*": string };
}

/** Vite's names hold a hash of the content. */
const hashed = /-[\w-]{8}\.\w+$/;

/** @param page the folder that was built */
export function pageRoutes(app: FastifyInstance, page: string): void {
  const runtime = ortFolder();
  const found = (root: string, path: string, request: FastifyRequest): string => {
    const file = realInside(root, join(root, path));
    if (file === null || !isFile(file)) throw new GantryError("E606", { path: request.url.split("?")[0] as string });
    return file;
  };
  app.get("/", async (request, reply) => {
    const file = join(page, "index.html");
    if (!isFile(file)) throw new GantryError("E613", { path: file });
    return sendFile(request, reply, file, ASK_AGAIN);
  });
  app.get<AnyPath>("/assets/*", async (request, reply) => {
    const path = request.params["*"];
    const cache = hashed.test(path) ? FOR_EVER : ASK_AGAIN;
    return sendFile(request, reply, found(join(page, "assets"), path, request), cache);
  });
  app.get<AnyPath>("/ort/*", async (request, reply) => {
    const path = request.params["*"];
    const known = /^ort[\w.-]*\.(wasm|mjs)$/.test(path);
    if (!known) throw new GantryError("E606", { path: request.url.split("?")[0] as string });
    return sendFile(request, reply, found(runtime, path, request), ASK_AGAIN);
  });
}

const ortFolder = (): string => dirname(createRequire(import.meta.url).resolve("onnxruntime-web"));
