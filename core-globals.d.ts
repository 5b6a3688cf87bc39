/**
 * What the isomorphic rooms may assume beside the language: the few globals that browsers and Node share.
 * Neither DOM nor Node types are loaded there, so a stray `process` or `document` does not compile.
 */
declare class AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(encoding?: "utf-8" | "utf-16le" | "utf-16be");
  decode(bytes: Uint8Array): string;
}
declare const performance: { now(): number };
declare function setTimeout(callback: () => void, milliseconds: number): unknown;
/** Base64 as a string of which each character is a byte. */
declare function atob(text: string): string;
declare const crypto: {
  /** Absent in pages that are not served securely. */
  readonly subtle?: { digest(algorithm: "SHA-256", data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> };
};
