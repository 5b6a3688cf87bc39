/** @file What every answer says of itself: nothing from elsewhere is run, shown or framed, and nothing may read it. */

/** The page's own scripts, and WebAssembly in workers of its own. Pictures it makes itself are `blob:` and `data:`. */
const contentSecurity: string = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** COOP and COEP let the page share memory among threads, which WebAssembly's need. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurity,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** A run's report is a page of its own, perhaps of somebody else's run: it runs apart from ours and reaches nothing. */
export const reportSecurity: string = [
  "sandbox allow-scripts allow-downloads",
  "default-src 'none'",
  "script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:",
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
  "connect-src data: blob:",
  "worker-src blob:",
].join("; ");
