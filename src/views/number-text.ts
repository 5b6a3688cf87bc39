/** @file Numbers as people of a language read them. */
import type { Language } from "../messages/errors.ts";

const locales: Readonly<Record<Language, string>> = { en: "en-GB", zh: "zh-CN" };

/** `1,234,567`. */
export const countText = (value: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: 0 }).format(value);

/** Three significant digits, plain where that is short: `0.693`, `2.1e-7`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return "–";
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(1).replace("e+", "e");
  return String(Number(value.toPrecision(3)));
}

const units: Readonly<Record<Language, readonly [string, string, string]>> = {
  en: [" h", " min", " s"],
  zh: [" 小时", " 分", " 秒"],
};

/** `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(seconds: number, language: Language): string {
  const [hour, minute, second] = units[language];
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${second}`;
  if (whole < 3600) return `${Math.floor(whole / 60)}${minute} ${whole % 60}${second}`;
  return `${Math.floor(whole / 3600)}${hour} ${Math.floor((whole % 3600) / 60)}${minute}`;
}

/** `14.1 MB`, by powers of 1000 as file managers count. */
export function bytesText(bytes: number): string {
  const unit = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** unit;
  return `${unit === 0 || value >= 100 ? Math.round(value) : Number(value.toPrecision(3))} ${["B", "kB", "MB", "GB"][unit]}`;
}

/** `20 November 2025`, in UTC. @param iso a date of `run.json` */
export function dateText(iso: string, language: Language): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locales[language], { dateStyle: "long", timeZone: "UTC" }).format(date);
}
