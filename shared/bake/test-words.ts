import type { TestResult } from "../model/manifest.ts";

/** What a test found, where its name doesn't say it already: "nginx is active" passed with "active". */
export function foundWords({ name, detail, passed }: TestResult): string {
  const isSaid = name === detail || name.endsWith(` ${detail}`);
  return passed && isSaid ? "" : detail;
}
