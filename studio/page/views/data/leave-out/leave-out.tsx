/** @file What marks files of a run's data to be left out of a new one, and leads to it. Nothing where none can be started. */
import type { JSX } from "preact";
import type { DataSheetReply } from "../../../../api/index.ts";
import { useStudio } from "../../../state/studio.ts";
import { FileToggle } from "./file-toggle.tsx";
import "./leave-out.css";
import { MarkedBar } from "./marked-bar.tsx";
import { MarkedSign } from "./marked-sign.tsx";
import { TwinsButton } from "./twins-button.tsx";

/** `bar`: what is marked, and the way on; `file`: marks one; `sign`: over a picture that is marked; `twins`: marks those. */
export type LeaveOutProps =
  | { readonly of: "bar" }
  | { readonly of: "file" | "sign"; readonly file: string }
  | { readonly of: "twins"; readonly sheet: DataSheetReply };

export function LeaveOut(props: LeaveOutProps): JSX.Element | null {
  const { source, runs } = useStudio();
  if (source.control === null || runs.readonly.value) return null;
  switch (props.of) {
    case "bar":
      return <MarkedBar />;
    case "file":
      return <FileToggle file={props.file} />;
    case "sign":
      return <MarkedSign file={props.file} />;
    case "twins":
      return <TwinsButton sheet={props.sheet} />;
  }
}
