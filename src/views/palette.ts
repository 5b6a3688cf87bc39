/**
 * @file Colours of every view: Okabe and Ito's, which the colour-blind tell apart (https://jfly.uni-koeln.de/color/).
 * SVG and HTML name them by custom property, so light and dark are one picture.
 */
import type { Rgb } from "./pixels.ts";

/** What a colour stands for, the same in every chart, report and page. */
export type Role = "real" | "generated" | "discriminator" | "neutral" | "accent" | "warning";

/** Okabe-Ito on white. */
export const light: Readonly<Record<Role, string>> = {
  real: "#0072B2",
  generated: "#D55E00",
  discriminator: "#009E73",
  neutral: "#6B7280",
  accent: "#CC79A7",
  warning: "#B45309",
};

/** The same hues, lighter where the originals fall below 4.5 : 1 on the dark ground. */
export const dark: Readonly<Record<Role, string>> = {
  real: "#56B4E9",
  generated: "#FF8A3D",
  discriminator: "#2FCB9B",
  neutral: "#9CA3AF",
  accent: "#E39BC4",
  warning: "#E69F00",
};

/** `var(--real, #0072B2)`: also right where no style sheet is. */
export const colourOf = (role: Role): string => `var(--${role}, ${light[role]})`;

/** `#D55E00` → [213, 94, 0]. */
export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

const tokens = {
  light: { ground: "#ffffff", panel: "#f6f7f9", line: "#d9dde3", ink: "#16191d", muted: "#5b6470" },
  dark: { ground: "#121417", panel: "#1b1e23", line: "#343a43", ink: "#e9ecf0", muted: "#9aa4b1" },
} as const;

/** Custom properties of both themes: the system's choice, unless `data-theme` on the root says otherwise. */
export function themeStyle(): string {
  const declare = (values: Readonly<Record<string, string>>): string =>
    Object.entries(values)
      .map(([name, value]) => `--${name}:${value}`)
      .join(";");
  const [onLight, onDark] = [declare({ ...tokens.light, ...light }), declare({ ...tokens.dark, ...dark })];
  return [
    `:root{color-scheme:light dark;${onLight}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${onDark}}}`,
    `:root[data-theme=dark]{color-scheme:dark;${onDark}}`,
    ":root[data-theme=light]{color-scheme:light}",
  ].join("\n");
}
