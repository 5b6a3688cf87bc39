/** @file The section on environment variables in `docs/configuration.md`. */

const variables: Readonly<Record<string, string>> = {
  GANTRY_DATA: "the folder where known sets are looked for and kept, as `dataDir`",
  GANTRY_CACHE:
    "the folder for downloads and decoded images; else what the system has for such things, as `~/.cache/gantry`. " +
    "Deleting it loses nothing but time",
  GANTRY_OFFLINE: "anything but nothing: what would have to be downloaded is an error instead",
  GANTRY_TUNED:
    "the file that keeps what was measured on this computer (`autotune`, `threads`): which way each convolution is " +
    "computed fastest, and with how many threads; else `tuned.json` in the folder above. Deleting it is harmless: the " +
    "next run measures again, and a run that has begun keeps its own choices in its `run.json`",
  NO_COLOR: "anything but nothing: no colours",
  FORCE_COLOR: "colours also where nothing is known to show them; `0`: none",
  GANTRY_LANG: "`en` or `zh`, the language of everything people read; else `LANG` decides",
  ORT_DISABLE_TELEMETRY:
    "ONNX Runtime's builds for Node report their use to its maker. Gantry sets this to `1` before it starts ONNX " +
    "Runtime, so nothing is sent; who sets it to `0` keeps ONNX Runtime's own reports. A worker thread's environment " +
    "is a copy that ONNX Runtime does not see: who uses the library inside a worker thread of their own sets it before " +
    "starting that worker",
};

export const environmentSection = (): string[] => [
  "## Environment variables",
  "",
  "| variable | meaning |",
  "| --- | --- |",
  ...Object.entries(variables).map(([name, meaning]) => `| \`${name}\` | ${meaning} |`),
  "",
];
