/** @file Numbers, times and sizes as people of a language write them. */
import { spoken } from "../messages/texts.ts";

const locales = { en: "en-GB", zh: "zh-CN" } as const;
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = locales[spoken.value];
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** `12,345` */
export const wholeNumber = (value: number): string => formatOf({ maximumFractionDigits: 0 }).format(value);

/** Four digits that count: `1.386`, `0.04213`, `1.2e-7`, `1.25M`. */
export function shortNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-3) return value.toExponential(2).replace("e-", "e−").replace(/^-/, "−");
  if (size >= 1e6) return formatOf({ notation: "compact", maximumSignificantDigits: 4 }).format(value);
  if (size >= 1e4) return wholeNumber(value);
  return formatOf({ maximumSignificantDigits: 4 }).format(value);
}

/** `21 %` */
export const percentage = (share: number): string =>
  formatOf({ style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share);

const steps = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** `3 minutes ago`, `yesterday`; less than a minute is `now`. @param milliseconds both Unix */
export function agoText(then: number, now: number): string {
  const seconds = Math.max(0, (now - then) / 1000);
  const format = new Intl.RelativeTimeFormat(locales[spoken.value], { numeric: "auto", style: "short" });
  const unit = steps.find(([, size]) => seconds >= size);
  return unit === undefined ? format.format(0, "second") : format.format(-Math.floor(seconds / unit[1]), unit[0]);
}

/** `5 Nov 2026, 14:03` in the reader's zone. */
export const dateText = (milliseconds: number): string =>
  timeText(milliseconds, { dateStyle: "medium", timeStyle: "short" });

/** `14:03:12`, or `5 Nov 2026, 14:03:12` */
export const clockText = (milliseconds: number, dated: boolean): string =>
  timeText(milliseconds, { timeStyle: "medium", hourCycle: "h23", dateStyle: dated ? "medium" : undefined });

/** What a file says of a time may be anything. */
const timeText = (milliseconds: number, options: Intl.DateTimeFormatOptions): string =>
  Number.isFinite(milliseconds) ? new Intl.DateTimeFormat(locales[spoken.value], options).format(milliseconds) : "–";

/** `3 h 12 min`, `48 s` */
export function durationText(seconds: number): string {
  const parts = (pairs: readonly (readonly [number, string])[]): string =>
    pairs.map(([value, unit]) => formatOf({ style: "unit", unit, unitDisplay: "short" }).format(value)).join(" ");
  const whole = Math.round(seconds);
  if (whole < 60) return parts([[whole, "second"]]);
  if (whole < 3600) return parts([[Math.floor(whole / 60), "minute"]]);
  return parts([
    [Math.floor(whole / 3600), "hour"],
    [Math.floor((whole % 3600) / 60), "minute"],
  ]);
}

/** `14.2 MB` */
export function sizeText(bytes: number): string {
  const [unit, size] =
    bytes >= 1e6 ? (["megabyte", 1e6] as const) : bytes >= 1e3 ? (["kilobyte", 1e3] as const) : (["byte", 1] as const);
  return formatOf({ style: "unit", unit, unitDisplay: "short", maximumSignificantDigits: 3 }).format(bytes / size);
}
