/** @file What marks files of a run's data to be left out of a new one, and leads to it. Nothing where none can be started. */
import type { JSX } from "preact";
import { useStudio } from "../../../state/studio.ts";
import type { ItemCellsProps, ShownData } from "../item-cells.tsx";
import { FileToggle } from "./file-toggle.tsx";
import "./leave-out.css";
import { MarkedBar } from "./marked-bar.tsx";
import { MarkedSign } from "./marked-sign.tsx";
import { MoreTwins } from "./more-twins.tsx";
import { OtherItems } from "./other-items.tsx";
import { TwinsButton } from "./twins-button.tsx";

/**
 * `bar`: what is marked, and the way on; `file`: marks one; `sign`: over a picture that is marked; `twins`: marks those, and
 * shows more of them; `others`: shows what the contact sheet leaves out.
 */
export type LeaveOutProps =
  | { readonly of: "bar" }
  | { readonly of: "file" | "sign"; readonly file: string }
  | ({ readonly of: "twins"; readonly drawn: number } & MoreItems)
  | ({ readonly of: "others" } & MoreItems);

/** Items to look at, and what draws them, for the view draws them too. */
export interface MoreItems {
  readonly shown: ShownData;
  readonly Cells: (props: ItemCellsProps) => JSX.Element;
}

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
      return (
        <>
          <MoreTwins {...props} />
          <TwinsButton sheet={props.shown.sheet} />
        </>
      );
    case "others":
      return <OtherItems {...props} />;
  }
}
