/** @file What was made of the run, read from the server; and making and comparing more of it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ExportInfo, ExportList, ExportRequest } from "../../../api/index.ts";
import { exportText } from "../../messages/texts.ts";
import { asSourceError, type Control, type SourceError } from "../../source.ts";
import { useStudio } from "../../state/studio.ts";

export interface Exports {
  readonly list: ExportList | null;
  /** Why there is no list. */
  readonly failed: SourceError | null;
  /** Why the last wish was not done. */
  readonly fault: SourceError | null;
  /** Since when something is made, Unix milliseconds of this computer; null for nothing. */
  readonly makingSince: number | null;
  /** Keys of what is being compared. */
  readonly checking: readonly string[];
  readonly make: (asked: ExportRequest) => void;
  readonly check: (key: string) => void;
}

/** How often it is asked whether somebody else's export is done. */
const WAIT_MS = 1500;

/** @param made told of what was made here, if the view is still there by then */
export function useExports(control: Control, id: string, made: (info: ExportInfo) => void): Exports {
  const { announcement } = useStudio();
  const [list, setList] = useState<ExportList | null>(null);
  const [failed, setFailed] = useState<SourceError | null>(null);
  const [fault, setFault] = useState<SourceError | null>(null);
  const [since, setSince] = useState<number | null>(null);
  const [checking, setChecking] = useState<readonly string[]>([]);
  /** Counts answers, those that failed, too: after each it is asked again, as long as something is made. */
  const [answers, setAnswers] = useState(0);
  const here = useRef(true);
  const read = (): Promise<void> =>
    control
      .exports(id)
      .then(
        (answer) => {
          setList(answer);
          setFailed(null);
        },
        (error: unknown) => setFailed(asSourceError(error)),
      )
      .finally(() => setAnswers((count) => count + 1));
  const makingElsewhere = since === null ? (list?.making?.since ?? null) : null;
  useEffect(() => void read(), [control, id]);
  useEffect(() => {
    if (makingElsewhere === null) return undefined;
    const timer = setTimeout(() => void read(), WAIT_MS);
    return () => clearTimeout(timer);
  }, [answers, makingElsewhere]);
  useEffect(
    () => () => {
      here.current = false;
    },
    [],
  );
  const work = (job: () => Promise<void>): Promise<void> => {
    setFault(null);
    return job().then(read, (error: unknown) => setFault(asSourceError(error)));
  };
  const make = (asked: ExportRequest): void => {
    setSince(Date.now());
    void work(async () => {
      const info = await control.makeExport(id, asked);
      announcement.value = exportText.value.form.made({ what: info.key });
      if (here.current) made(info);
    }).finally(() => setSince(null));
  };
  const check = (key: string): void => {
    setChecking((before) => [...before, key]);
    void work(async () => {
      await control.checkExport(id, key);
    }).finally(() => setChecking((before) => before.filter((one) => one !== key)));
  };
  return { list, failed, fault, makingSince: since ?? makingElsewhere, checking, make, check };
}
