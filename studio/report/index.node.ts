/** @file `gantry/report/node`: runs as one HTML file, the Studio's page with them inside. */
export { type ReportOptions, reportContent, writeReport } from "./write-report.ts";
