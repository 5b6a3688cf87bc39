/** @file Words beside lines of a chart, so that they do not stand on one another. */

export interface Label {
  /** Where its line is, from above. */
  readonly at: number;
  readonly label: string;
}

/** From above; what would stand on the one above it stands beside it. @param room that a line of words takes */
export function labelsApart(labels: readonly Label[], room: number): readonly Label[] {
  const apart: { at: number; label: string }[] = [];
  for (const { at, label } of labels.toSorted((a, b) => a.at - b.at)) {
    const above = apart.at(-1);
    if (above === undefined || at - above.at >= room) apart.push({ at, label });
    else above.label += `, ${label}`;
  }
  return apart;
}
