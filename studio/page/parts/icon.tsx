/** @file Icons: lines on a grid of 20, drawn in the text's colour. They stand beside words and say nothing alone. */
import type { JSX } from "preact";

const paths = {
  runs: "M3 5h14M3 10h14M3 15h14",
  live: "M2 10h4l2-5 4 10 2-5h4",
  samples: "M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z",
  latent: "M10 2v16M2 10h16M10 10l5-5M13 4.5h2.5V7",
  nets: "M4 4v12M10 7v6M16 9v2M4 6l6 2M4 14l6-2M10 9l6 1M10 11l6-1",
  data: "M3 5c0-1.5 3-2.5 7-2.5S17 3.5 17 5s-3 2.5-7 2.5S3 6.5 3 5zM3 5v10c0 1.5 3 2.5 7 2.5s7-1 7-2.5V5M3 10c0 1.5 3 2.5 7 2.5s7-1 7-2.5",
  config: "M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4",
  export: "M10 12V3M6 6.5L10 2.5l4 4M3 11v6h14v-6",
  compare: "M3 3h6v14H3zM11 3h6v14h-6z",
  newRun: "M10 3v14M3 10h14",
  theme: "M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14",
  keys: "M2 5h16v10H2zM5 8.5h.01M8.3 8.5h.01M11.7 8.5h.01M15 8.5h.01M6 12h8",
  command: "M4 5l5 5-5 5M11 15h5",
  warning: "M10 3L18 17H2zM10 8v4M10 14.5h.01",
  good: "M4 10.5l4 4 8-9",
  bad: "M5 5l10 10M15 5L5 15",
  wait: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4l3 2",
  play: "M6 4l10 6-10 6z",
  pause: "M7 4v12M13 4v12",
  stop: "M5 5h10v10H5z",
  save: "M4 3h10l3 3v11H3V3zM6 3v5h7V3M6 17v-5h8v5",
  first: "M5 4v12M16 4L8 10l8 6z",
  last: "M15 4v12M4 4l8 6-8 6z",
  back: "M13 4l-7 6 7 6",
  on: "M7 4l7 6-7 6",
  table: "M3 4h14v12H3zM3 8h14M3 12h14M8 4v12",
  help: "M7 7.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M10 16h.01",
  up: "M4 12l6-6 6 6",
  down: "M4 8l6 6 6-6",
  edit: "M4 16l1-4 8-8 3 3-8 8-4 1zM11.5 5.5l3 3",
  trash: "M4 6h12M8 6V3.5h4V6M5.5 6l1 10.5h7l1-10.5M8.5 9v5M11.5 9v5",
  undo: "M8 4L4 8l4 4M4.5 8H12a4 4 0 0 1 0 8H8",
  download: "M10 3v9M6 8.5l4 4 4-4M3 13v4h14v-4",
  search: "M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zM13.5 13.5L17 17",
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name }: { readonly name: IconName }): JSX.Element => (
  <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);
