/** @file What the server is started with. */

export interface StudioOptions {
  /** The folder of runs; it must be there. */
  readonly runs: string;
  readonly version: string;
  /** 0 takes any that is free; otherwise, where it is taken, the next ones are tried. */
  readonly port?: number;
  readonly host?: string;
  /** Every route that changes something answers 403. */
  readonly readonly?: boolean;
  /** The built page; beside this package's other files by default. */
  readonly page?: string;
  /** The command line's main module, which trains; this package's own by default. */
  readonly main?: string;
  /** Of the address; a random one by default. */
  readonly token?: string;
  /** When `idle` is to resolve, in milliseconds without anybody who needs this server; never by default. */
  readonly quietMs?: number;
  /** Somebody needs it though no page listens and no run trains. */
  readonly needed?: () => boolean;
  /** Makes cookies of earlier servers valid: the same bytes each time. Random by default. */
  readonly secret?: Uint8Array;
}

/** A server that listens. */
export interface Studio {
  /** With the token: whoever has it may see and change the runs. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly token: string;
  /** The port that was asked for, where it was taken. */
  readonly taken: number | null;
  /** Resolves when no page has listened and no run was trained for `quietMs`. */
  readonly idle: Promise<void>;
  readonly close: () => Promise<void>;
}
