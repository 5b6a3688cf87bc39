/** @file Numbers as people read them. */
import type { Language } from "gantry/messages";

/** 12,345; at most `digits` decimals. */
export function count(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** Two or three digits that matter: 0.021, 0.74, 12.3, 702, 1,310; small ones by power of ten. NaN stays NaN. */
export function short(value: number, language: Language): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-3) return value.toExponential(1);
  return count(value, language, size < 0.01 ? 4 : size < 0.1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0);
}

/** 436k, 3.6M. */
export function compact(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** 0:05, 12:30, 3:07:41. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number): string => String(n).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** 14s, 2m 5s, 3h 10m, in the language's own short units. */
export function duration(seconds: number, language: Language): string {
  const unit = (value: number, name: string, digits = 0): string =>
    new Intl.NumberFormat(language, {
      style: "unit",
      unit: name,
      unitDisplay: "narrow",
      maximumFractionDigits: digits,
    }).format(value);
  if (seconds < 10) return unit(seconds, "second", 1);
  const whole = Math.round(seconds);
  if (whole < 60) return unit(whole, "second");
  const gap = language === "zh" ? "" : " ";
  const minutes = Math.floor(whole / 60);
  if (whole < 3600) return unit(minutes, "minute") + gap + unit(whole % 60, "second");
  return unit(Math.floor(minutes / 60), "hour") + gap + unit(minutes % 60, "minute");
}

/** 14.1 MB. */
export function bytes(value: number, language: Language): string {
  const [size, unit] = value >= 1e9 ? [value / 1e9, "GB"] : value >= 1e6 ? [value / 1e6, "MB"] : [value / 1e3, "kB"];
  return `${count(size, language, 1)} ${unit}`;
}
