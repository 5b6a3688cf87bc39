/**
 * @file Calls across a thread: a request with a number, an answer with the same number, and word of progress between.
 * Errors cross as what people read, in both languages, for a class does not survive the way.
 */

/** Why a call failed. `code`: of `gantry explain`; null for what is no error of ours. */
export interface Failure {
  readonly code: string | null;
  readonly sentence: { readonly en: string; readonly zh: string };
}

export interface Call {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure }
  | { readonly id: number; readonly done: number; readonly total: number };

/** Told how far a call has come. */
export type Progress = (done: number, total: number) => void;

export class CallError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.sentence.en);
    this.name = "CallError";
    this.failure = failure;
  }
}

/** The end of a `Worker` or of the worker's own scope that is needed here. */
export interface Port {
  readonly postMessage: (message: unknown, transfer: Transferable[]) => void;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (cause: Error) => void;
  readonly onProgress: Progress | undefined;
}

/** The caller's end. Give it what the other end posts. */
export class Caller {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(port: Port) {
    this.#port = port;
  }

  call<T>(name: string, argument: unknown, onProgress?: Progress, transfer: Transferable[] = []): Promise<T> {
    this.#last += 1;
    const id = this.#last;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: never) => void, reject, onProgress });
      this.#port.postMessage({ id, name, argument } satisfies Call, transfer);
    });
  }

  answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    if ("done" in answer) {
      waiting.onProgress?.(answer.done, answer.total);
      return;
    }
    this.#waiting.delete(answer.id);
    if ("failure" in answer) waiting.reject(new CallError(answer.failure));
    else waiting.resolve(answer.value as never);
  }

  /** The other end is gone: nobody waits in vain. */
  abandon(failure: Failure): void {
    for (const { reject } of this.#waiting.values()) reject(new CallError(failure));
    this.#waiting.clear();
  }
}

/** What a call gives, and which of its buffers go over without a copy. */
export interface Given {
  readonly value: unknown;
  readonly transfer?: Transferable[];
}

export type Handlers = Readonly<Record<string, (argument: never, progress: Progress) => Promise<Given> | Given>>;

/** The other end: what to do with a message. @param failureOf how an error reads; it must not fail itself */
export function answering(
  port: Port,
  handlers: Handlers,
  failureOf: (cause: unknown) => Failure | Promise<Failure>,
): (call: Call) => void {
  return ({ id, name, argument }) => {
    const progress: Progress = (done, total) => port.postMessage({ id, done, total } satisfies Answer, []);
    const work = async (): Promise<Given> => {
      const handler = handlers[name];
      if (handler === undefined) throw new Error(`no call ${name}`);
      return handler(argument as never, progress);
    };
    work().then(
      ({ value, transfer = [] }) => port.postMessage({ id, value } satisfies Answer, transfer),
      async (cause: unknown) => port.postMessage({ id, failure: await failureOf(cause) } satisfies Answer, []),
    );
  };
}
