/** OSV's records: https://ossf.github.io/osv-schema/. What is withdrawn is left out. */
import { z } from "zod";
import type {
  Advisory,
  AffectedPackage,
  HoleReader,
  Severity,
  VersionRange,
  Wanted,
} from "../advisory.ts";
import { jsonRecords } from "./json-records.ts";
import { severityOfVector, severityOfWord } from "./severity.ts";

const event = z.object({
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  last_affected: z.string().optional(),
});
const specific = z.looseObject({
  severity: z.unknown().optional(),
  urgency: z.unknown().optional(),
});
const severity = z.array(z.object({ type: z.string(), score: z.string() }));
const affected = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string() }).optional(),
  ranges: z.array(z.object({ type: z.string(), events: z.array(event) })).optional(),
  versions: z.array(z.string()).optional(),
  severity: severity.optional(),
  ecosystem_specific: specific.nullish(),
  database_specific: specific.nullish(),
});
const record = z.object({
  id: z.string(),
  modified: z.string().optional(),
  withdrawn: z.string().optional(),
  aliases: z.array(z.string()).optional(),
  upstream: z.array(z.string()).optional(),
  summary: z.string().optional(),
  details: z.string().optional(),
  severity: severity.optional(),
  affected: z.array(affected).optional(),
  database_specific: specific.nullish(),
});
type Entry = z.infer<typeof record>;
type Affected = z.infer<typeof affected>;

export function osvReader(wanted: Wanted): HoleReader {
  const advisories: Advisory[] = [];
  const ecosystems: Record<string, number> = {};
  let [total, unreadable, newestMs] = [0, 0, 0];
  const take = (text: string) => {
    const entry = entryOf(text);
    if (entry === null) return void (unreadable += 1);
    if (entry.withdrawn !== undefined) return;
    total += 1;
    newestMs = Math.max(newestMs, Date.parse(entry.modified ?? "") || 0);
    for (const name of new Set(entry.affected?.flatMap((one) => one.package?.ecosystem ?? [])))
      ecosystems[name] = (ecosystems[name] ?? 0) + 1;
    const advisory = advisoryOf(entry, wanted);
    if (advisory.affected.length > 0) advisories.push(advisory);
  };
  const records = jsonRecords(take);
  return {
    push: (text) => records.push(text),
    end() {
      records.end();
      const newest = newestMs === 0 ? null : newestMs;
      return { format: "OSV", advisories, total, newestMs: newest, ecosystems, unreadable };
    },
  };
}

function entryOf(text: string): Entry | null {
  try {
    const parsed = record.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function advisoryOf(entry: Entry, wanted: Wanted): Advisory {
  const found = (entry.affected ?? []).flatMap((one) => affectedOf(one, wanted) ?? []);
  return {
    id: entry.id,
    aliases: [...new Set([...(entry.aliases ?? []), ...(entry.upstream ?? [])])],
    summary: (entry.summary ?? entry.details?.split("\n")[0] ?? "").slice(0, 300),
    severity: severityOf(entry),
    affected: found,
  };
}

function affectedOf(one: Affected, wanted: Wanted): AffectedPackage | null {
  const { ecosystem, name } = one.package ?? {};
  if (ecosystem === undefined || name === undefined || !wanted(ecosystem, name)) return null;
  const ranges = (one.ranges ?? []).filter(({ type }) => type !== "GIT");
  return {
    ecosystem,
    name,
    archs: null,
    ranges: ranges.flatMap(({ events }) => rangesOf(events)),
    versions: one.versions ?? [],
    onlyIf: null,
  };
}

/** Each introduction with the end that follows it. */
function rangesOf(events: readonly z.infer<typeof event>[]): VersionRange[] {
  const ranges: VersionRange[] = [];
  let introduced: string | null | undefined;
  for (const { introduced: from, fixed, last_affected: last } of events) {
    if (from !== undefined) {
      if (introduced !== undefined) ranges.push({ introduced, fixed: null, lastAffected: null });
      introduced = from === "0" ? null : from;
    } else if (introduced !== undefined && (fixed !== undefined || last !== undefined)) {
      ranges.push({ introduced, fixed: fixed ?? null, lastAffected: last ?? null });
      introduced = undefined;
    }
  }
  if (introduced !== undefined) ranges.push({ introduced, fixed: null, lastAffected: null });
  return ranges;
}

/** The publisher's own word before the vector's score. */
function severityOf(entry: Entry): Severity {
  const [first] = entry.affected ?? [];
  const said = [
    entry.database_specific?.severity,
    first?.ecosystem_specific?.severity,
    first?.ecosystem_specific?.urgency,
    first?.database_specific?.severity,
  ];
  for (const word of said) {
    const known = typeof word === "string" ? severityOfWord(word) : "unknown";
    if (known !== "unknown") return known;
  }
  for (const { type, score } of [...(entry.severity ?? []), ...(first?.severity ?? [])]) {
    const known = type.startsWith("CVSS") ? severityOfVector(score) : severityOfWord(score);
    if (known !== "unknown") return known;
  }
  return "unknown";
}
