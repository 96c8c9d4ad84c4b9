/** How bad a hole is, from the words and vectors that its publisher gives. */
import type { Severity } from "../advisory.ts";

const words: ReadonlyMap<string, Severity> = new Map(
  Object.entries<Severity>({
    critical: "critical",
    important: "high",
    high: "high",
    moderate: "medium",
    medium: "medium",
    low: "low",
    negligible: "low",
    unimportant: "low",
  }),
);

export const severityOfWord = (word: string | null | undefined): Severity =>
  words.get((word ?? "").trim().toLowerCase()) ?? "unknown";

/** CVSS 3's qualitative scale: https://www.first.org/cvss/v3.1/specification-document, section 5. */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  if (score >= 4) return "medium";
  return score > 0 ? "low" : "unknown";
}

/** A vector of version 3 has its base score worked out; others say nothing that can be compared with it. */
export function severityOfVector(vector: string): Severity {
  const score = baseScore(vector);
  return score === null ? "unknown" : severityOfScore(score);
}

const weights: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};
const privileges: Readonly<Record<string, { readonly same: number; readonly changed: number }>> = {
  N: { same: 0.85, changed: 0.85 },
  L: { same: 0.62, changed: 0.68 },
  H: { same: 0.27, changed: 0.5 },
};

/** The base score of a CVSS 3.0 or 3.1 vector; null: it is none. Section 7.1 of the specification. */
export function baseScore(vector: string): number | null {
  if (!/^CVSS:3\.[01]\//.test(vector)) return null;
  const metrics = new Map(vector.split("/").map((part) => part.split(":") as [string, string]));
  const of = (name: string) => weights[name]?.[metrics.get(name) ?? ""];
  const [av, ac, ui, c, i, a] = [of("AV"), of("AC"), of("UI"), of("C"), of("I"), of("A")];
  const isChanged = metrics.get("S") === "C";
  const needed = privileges[metrics.get("PR") ?? ""];
  if ([av, ac, ui, c, i, a, needed].includes(undefined)) return null;
  const pr = (isChanged ? needed?.changed : needed?.same) ?? 0;
  const iss = 1 - (1 - (c ?? 0)) * (1 - (i ?? 0)) * (1 - (a ?? 0));
  const impact = isChanged ? 7.52 * (iss - 0.029) - 3.25 * (iss - 0.02) ** 15 : 6.42 * iss;
  if (impact <= 0) return 0;
  const exploitability = 8.22 * (av ?? 0) * (ac ?? 0) * pr * (ui ?? 0);
  return roundUp(Math.min((isChanged ? 1.08 : 1) * (impact + exploitability), 10));
}

/** To one place, upwards, as the specification's appendix A does it. */
function roundUp(value: number): number {
  const whole = Math.round(value * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}
