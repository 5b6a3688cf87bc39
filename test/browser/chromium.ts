/** @file The system's Chromium, headless, and pages that may talk to one origin only. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const path = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Why no browser test can run here, or null. */
export const chromiumMissing: string | null = existsSync(path)
  ? null
  : `no browser at ${path}: install Debian's chromium, or set CHROMIUM_PATH`;

const plain = ["--disable-gpu"];
/** WebGPU without a graphics card: Chromium's own software renderer. */
const webgpu = ["--enable-unsafe-webgpu", "--enable-features=Vulkan", "--use-webgpu-adapter=swiftshader"];

/** For what a page is asked to do, in milliseconds: a machine with other work stops for seconds. */
const PATIENCE = 60_000;

export function launch({ gpu = false }: { readonly gpu?: boolean } = {}): Promise<Browser> {
  const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"];
  const args = ["--headless", "--no-sandbox", "--disable-sync", ...quiet, ...(gpu ? webgpu : plain)];
  return chromium.launch({ executablePath: path, args, timeout: 2 * PATIENCE });
}

/** Pages of a browser that others use too. */
export interface Borrowed extends Pick<Browser, "newContext" | "newPage"> {
  /** Closes what was opened through this. */
  readonly close: () => Promise<void>;
}

/** The browsers of this process, by whether they have a graphics card; they end with it. */
const shared = new Map<boolean, Promise<Browser>>();

function begin(gpu: boolean): Promise<Browser> {
  const starting = launch({ gpu });
  shared.set(gpu, starting);
  const forget = (): boolean => shared.delete(gpu); // whoever comes after a crash has another
  starting.then((browser) => browser.once("disconnected", forget), forget);
  return starting;
}

/** The browser that all test files of a process share: starting one costs a second. */
export async function borrow({ gpu = false }: { readonly gpu?: boolean } = {}): Promise<Borrowed> {
  const browser = await (shared.get(gpu) ?? begin(gpu));
  const contexts: BrowserContext[] = [];
  const newContext: Borrowed["newContext"] = async (options) => {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(PATIENCE);
    contexts.push(context);
    return context;
  };
  return {
    newContext,
    newPage: async (options) => (await newContext(options)).newPage(),
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()));
    },
  };
}

export interface WatchedPage {
  readonly page: Page;
  /** Requests to another origin, errors and warnings of the console, uncaught errors: to be empty in the end. */
  readonly complaints: string[];
}

/** A page at `address` that notes whatever should not happen. */
export async function openPage(browser: Pick<Browser, "newPage">, address: string): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width: 800, height: 1000 } });
  const complaints: string[] = [];
  const { origin } = new URL(address);
  page.on("request", (request) => {
    const url = new URL(request.url());
    const local = url.origin === origin || url.protocol === "data:" || url.protocol === "blob:";
    if (!local) complaints.push(`request to ${url.href}`);
  });
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  await page.goto(address);
  return { page, complaints };
}
