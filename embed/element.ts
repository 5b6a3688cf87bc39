/**
 * @file `<gantry-generator src="generator.onnx" seed="7">`: a picture that a generator draws in the page.
 *
 * | attribute | what it is |
 * |---|---|
 * | `src` | address of the generator, `generator-float16.onnx` by default |
 * | `seed` | which latent, a whole number; the one `gantry sample --seed` begins with |
 * | `to`, `t` | on the way from `seed` to this seed, at t from 0 to 1: an arc (slerp) |
 * | `label` | of a conditional generator: the class, by name or number |
 * | `values` | of one that is told attributes: `age=40;smiling=1`, in the units of the data |
 * | `device` | `webgpu` or `wasm`, that one or none; by default the graphics card where one is and can do it |
 *
 * The property `z` takes a latent of your own (Float32Array; null for the seed's). Events: `ready` (what the generator
 * is), `drawn` (milliseconds), `failed` (a sentence). While it draws, only the newest wish waits.
 */
import { isGantryError } from "gantry/base";
import type { WebDevice } from "gantry/runtime/web";
import { wayBetween } from "./latent.ts";
import { checkNumbers, devicesFor, type Loaded, loadGenerator } from "./load.ts";
import { paint } from "./paint.ts";
import { sentenceFor, wordsFor } from "./words.ts";

const MODEL = "generator-float16.onnx";

export class GantryGenerator extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ["src", "device", "seed", "to", "t", "label", "values"];

  readonly #canvas = document.createElement("canvas");
  readonly #problem = document.createElement("p");
  #loaded: Promise<Loaded> | null = null;
  #z: Float32Array | null = null;
  #drawing = false;
  #again = false;

  constructor() {
    super();
    const style = document.createElement("style");
    style.textContent =
      ":host{display:inline-block}canvas{width:100%;display:block;image-rendering:pixelated}p{margin:0}[hidden]{display:none}";
    this.#canvas.setAttribute("role", "img");
    this.#problem.setAttribute("role", "alert");
    this.#problem.hidden = true;
    this.attachShadow({ mode: "open" }).append(style, this.#canvas, this.#problem);
  }

  /** A latent of your own; null for the one that `seed`, `to` and `t` name. */
  get z(): Float32Array | null {
    return this.#z;
  }

  set z(latent: Float32Array | null) {
    this.#z = latent;
    this.draw();
  }

  connectedCallback(): void {
    this.draw();
  }

  /** An element that is taken out gives its memory back; one that is only moved is in the page again by then. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (!this.isConnected) this.#forget();
    });
  }

  attributeChangedCallback(name: string): void {
    if (name === "src" || name === "device") this.#forget();
    this.draw();
  }

  /** Draws anew; while it draws, of several wishes only the last counts. */
  draw(): void {
    if (!this.isConnected) return;
    this.#again = true;
    if (!this.#drawing) void this.#drawAll();
  }

  async #drawAll(): Promise<void> {
    this.#drawing = true;
    while (this.#again && this.isConnected) {
      this.#again = false;
      const loading = this.#ready();
      const loaded = await loading.catch((error: unknown) => this.#fail(error, loading));
      if (loaded) await this.#drawOnce(loaded).catch((error: unknown) => this.#lost(error, loaded, loading));
    }
    this.#drawing = false;
  }

  async #drawOnce(loaded: Loaded): Promise<void> {
    const { generator, device } = loaded;
    const began = performance.now();
    const z = wayBetween(generator, {
      z: this.#z,
      seed: this.#number("seed", 0),
      to: this.hasAttribute("to") ? this.#number("to", 0) : null,
      t: this.#number("t", 0),
    });
    const samples = await generator.generate(z, this.#asked(generator.classes));
    checkNumbers(loaded, samples.data);
    paint(this.#canvas, samples);
    this.#canvas.setAttribute("aria-label", this.getAttribute("aria-label") ?? this.#inWords());
    [this.#canvas.hidden, this.#problem.hidden] = [false, true];
    this.#tell("drawn", { milliseconds: performance.now() - began, device, latest: !this.#again });
  }

  #ready(): Promise<Loaded> {
    this.#loaded ??= devicesFor(this.getAttribute("device")).then((devices) => this.#load(devices));
    return this.#loaded;
  }

  async #load(devices: readonly WebDevice[]): Promise<Loaded> {
    const loaded = await loadGenerator(this.getAttribute("src") ?? MODEL, devices);
    const { latentSize, sampleShape, classes, attributes } = loaded.generator;
    this.#tell("ready", { latentSize, sampleShape, classes, attributes, device: loaded.device });
    return loaded;
  }

  /** The next drawing loads anew; what was loaded gives its memory back. */
  #forget(): void {
    this.#loaded?.then(({ generator }) => generator.release()).catch(() => {});
    this.#loaded = null;
  }

  #asked(classes: readonly string[] | null): { label: number; attributes: Record<string, number> } {
    const label = this.getAttribute("label");
    const named = label === null ? 0 : (classes?.indexOf(label) ?? -1); // a name before a number: classes may be called 10
    const pairs = (this.getAttribute("values") ?? "").split(";").filter((pair) => pair.includes("="));
    const attributes = pairs.map((pair): [string, number] => {
      const [name = "", value = ""] = pair.split("=").map((part) => part.trim());
      return [name, value === "" ? Number.NaN : Number(value)];
    });
    return { label: named >= 0 ? named : Number(label), attributes: Object.fromEntries(attributes) };
  }

  #number(name: string, otherwise: number): number {
    const value = Number.parseFloat(this.getAttribute(name) ?? "");
    return Number.isFinite(value) ? value : otherwise;
  }

  /** For who does not see the picture. */
  #inWords(): string {
    const words = wordsFor(this);
    if (this.#z !== null) return words.own;
    const seed = this.#number("seed", 0);
    return this.hasAttribute("to") ? words.between({ seed, to: this.#number("to", 0) }) : words.picture({ seed });
  }

  /** A device that fails while it draws gives way to the next one; what was asked wrongly, none can draw. */
  #lost(error: unknown, { others }: Loaded, loading: Promise<Loaded>): void {
    const present = this.#loaded === loading;
    if (present && (others.length === 0 || isGantryError(error))) {
      this.#fail(error, null);
      return;
    }
    if (present) {
      this.#forget();
      this.#loaded = this.#load(others);
    }
    this.#again = true;
  }

  /** The page goes on; who looks sees why there is no picture. @param loading what failed to load, if that did */
  #fail(error: unknown, loading: Promise<Loaded> | null): void {
    if (this.#loaded === loading) this.#loaded = null; // the network may be back at the next wish
    this.#problem.textContent = sentenceFor(this, error);
    [this.#canvas.hidden, this.#problem.hidden] = [true, false];
    this.#tell("failed", { sentence: this.#problem.textContent });
  }

  #tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
