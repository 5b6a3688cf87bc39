/** @file The run's report: made when it is asked for, then opened or saved. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { shellWord } from "../../../../api/command-line.ts";
import type { RunDetail } from "../../../../api/index.ts";
import { CopyBlock } from "../../../parts/copy-block.tsx";
import { sizeText } from "../../../parts/numbers.ts";
import { Problem } from "../../../parts/problem.tsx";
import { asSourceError, type Control, type SourceError } from "../../../source.ts";
import { useStudio } from "../../../state/studio.ts";
import { runWord } from "../wish.ts";
import { madeText } from "./report-text.ts";

const FILE = "report.html";

export interface ReportMakerProps {
  readonly control: Control;
  readonly detail: RunDetail;
}

export function ReportMaker({ control, detail }: ReportMakerProps): JSX.Element {
  const { runs, source } = useStudio();
  const { id } = detail.summary;
  const text = madeText.value;
  const { bytes, making, fault, make } = useReport(control, id);
  const ready = !making && !runs.readonly.value;
  const href = source.fileUrl(id, FILE);
  return (
    <div class="make-form">
      <p class="quiet">{text.about}</p>
      <CopyBlock text={`gantry report ${shellWord(runWord(runs.folder.value, id))}`} />
      <div class="row">
        <button type="button" onClick={make} aria-disabled={!ready}>
          {text.make}
        </button>
        {(bytes ?? detail.files[FILE]) !== undefined && (
          <>
            <a class="button" href={href} target="_blank" rel="noreferrer">
              {text.open}
            </a>
            <a class="button" href={href} download={`${id}.html`}>
              {text.save}
            </a>
          </>
        )}
      </div>
      <p class="quiet" role="status">
        {making ? text.making : bytes !== undefined && text.made({ size: sizeText(bytes) })}
      </p>
      {fault !== null && <Problem error={fault} />}
    </div>
  );
}

interface Report {
  /** Of the one made here. */
  readonly bytes: number | undefined;
  readonly making: boolean;
  readonly fault: SourceError | null;
  readonly make: () => void;
}

function useReport(control: Control, id: string): Report {
  const [state, setState] = useState<Omit<Report, "make">>({ bytes: undefined, making: false, fault: null });
  const make = (): void => {
    if (state.making) return;
    setState({ ...state, making: true, fault: null });
    control.makeReport(id).then(
      ({ bytes }) => setState({ bytes, making: false, fault: null }),
      (error: unknown) => setState({ ...state, making: false, fault: asSourceError(error) }),
    );
  };
  return { ...state, make };
}
