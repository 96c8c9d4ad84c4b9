/**
 * Whether anything needs an image, part by part. One that is needed is never free, and one part that could not be
 * looked at makes the whole unknown.
 */
import type { RetentionRules, SafetyReport, UseCheck } from "../model/retention.ts";
import { TAG } from "../model/tags.ts";
import { countWords } from "../words/counts.ts";
import type { ImageEvidence, Looked, TemplateUse } from "./evidence.ts";

const DAY_MS = 86_400_000;
const MOST_SHOWN = 20;

export function judgeUse(
  evidence: ImageEvidence,
  rules: RetentionRules,
  nowMs: number,
): readonly UseCheck[] {
  return [
    owner(evidence),
    protection(evidence),
    servers(evidence),
    templates(evidence, rules.templateDepth),
    launchConfigurations(evidence),
    references(evidence),
    promises(evidence),
    sharing(evidence, rules.keepShared),
    launches(evidence, rules.launchedDays, nowMs),
    elsewhere(evidence),
  ];
}

export function verdictOf(checks: readonly UseCheck[]): SafetyReport["verdict"] {
  if (checks.some(({ outcome }) => outcome === "used")) return "used";
  return checks.some(({ outcome }) => outcome === "unknown") ? "unknown" : "free";
}

type Part = Pick<UseCheck, "what" | "lookedAtMs">;

const used = (part: Part, words: string, found: readonly string[] = []): UseCheck => ({
  ...part,
  outcome: "used",
  words,
  found: found.slice(0, MOST_SHOWN),
  foundInAll: found.length,
});

const free = (part: Part, words: string, found: readonly string[] = []): UseCheck => ({
  ...used(part, words, found),
  outcome: "free",
});

const unknown = (what: UseCheck["what"], words: string): UseCheck => ({
  ...used({ what, lookedAtMs: null }, words),
  outcome: "unknown",
});

/** The part as it was looked at, or that it wasn't. */
function part<V>(
  what: UseCheck["what"],
  name: string,
  looked: Looked<V>,
  judged: (part: Part, value: V) => UseCheck,
): UseCheck {
  if (looked.atMs === null)
    return unknown(what, `${name} could not be looked at: ${looked.problem}`);
  return judged({ what, lookedAtMs: looked.atMs }, looked.value);
}

function owner({ image, accountId }: ImageEvidence): UseCheck {
  const of = { what: "owner", lookedAtMs: image.readAtMs } as const;
  if (accountId === null)
    return unknown("owner", "It isn't known which account this connection is in.");
  if (image.ownerId === accountId) return free(of, "It is this account's own.");
  return used(of, `It belongs to the account ${image.ownerId}: only its owner can take it away.`);
}

function protection({ image }: ImageEvidence): UseCheck {
  const of = { what: "protection", lookedAtMs: image.readAtMs } as const;
  if (!image.deregistrationProtected)
    return free(of, "AWS doesn't protect it from deregistration.");
  const fleet = image.tags[TAG.promised];
  const why = fleet === undefined ? "" : `, for what was promised of ${fleet}`;
  return used(of, `AWS protects it from deregistration${why}.`);
}

const servers = (evidence: ImageEvidence) =>
  part("servers", "Servers", evidence.servers, (of, found) =>
    found.length === 0
      ? free(of, "No server in any state was started from it, but for those that ended.")
      : used(
          of,
          `${countWords(found.length, "server")} ${found.length === 1 ? "was" : "were"} started from it.`,
          found,
        ),
  );

const templates = (evidence: ImageEvidence, depth: number | null) =>
  part("templates", "Launch templates", evidence.templates, (of, found) => {
    const counts = found.filter((use) => isNear(use, depth));
    const within =
      depth === null
        ? "any version"
        : `one of its ${String(depth)} newest versions, its default one or one that a group uses`;
    if (counts.length > 0)
      return used(
        of,
        `${countWords(counts.length, "version")} of launch templates ${counts.length === 1 ? "names" : "name"} it.`,
        counts.map(useWords),
      );
    if (found.length === 0)
      return free(of, "No version of any launch template names it, nor does a group's override.");
    return free(
      of,
      `Only versions further back name it; no template does so in ${within}.`,
      found.map(useWords),
    );
  });

const isNear = ({ depth: at, isDefault, groups }: TemplateUse, depth: number | null) =>
  depth === null || at <= depth || isDefault || groups.length > 0;

function useWords({ template, version, isDefault, groups, depth }: TemplateUse): string {
  const about = [
    isDefault
      ? "the default"
      : depth === 1
        ? "the newest"
        : `${String(depth - 1)} behind the newest`,
    ...(groups.length === 0 ? [] : [`used by ${groups.slice(0, 3).join(", ")}`]),
  ];
  return `${template} version ${String(version)} (${about.join(", ")})`;
}

const launchConfigurations = (evidence: ImageEvidence) =>
  part(
    "launch-configurations",
    "Launch configurations",
    evidence.launchConfigurations,
    (of, found) =>
      found.length === 0
        ? free(of, "No launch configuration names it.")
        : used(
            of,
            `${countWords(found.length, "launch configuration")} ${found.length === 1 ? "names" : "name"} it.`,
            found,
          ),
  );

/** Servers and templates are looked at by themselves, more closely than AWS does. */
const OWN_LOOKS: ReadonlySet<string> = new Set(["ec2:Instance", "ec2:LaunchTemplate"]);

const references = (evidence: ImageEvidence) =>
  part("references", "Parameters and image recipes", evidence.references, (of, found) => {
    const others = found.filter(({ resourceType }) => !OWN_LOOKS.has(resourceType));
    return others.length === 0
      ? free(
          of,
          "AWS finds no parameter of type aws:ec2:image and no recipe of Image Builder that names it.",
        )
      : used(
          of,
          "AWS finds parameters or image recipes that name it.",
          others.map(({ arn }) => arn),
        );
  });

const promises = (evidence: ImageEvidence) =>
  part("promises", "Promised generations", evidence.promises, (of, found) =>
    found.length === 0
      ? free(of, "No generation that serves, is warm or is promised to return stands on it.")
      : used(of, "Generations that serve, are warm or are promised to return stand on it.", found),
  );

const sharing = (evidence: ImageEvidence, keepShared: boolean) =>
  part(
    "sharing",
    "Launch permissions",
    evidence.permissions,
    (of, { accounts, isPublic, organizations }) => {
      const found = [...(isPublic ? ["everyone"] : []), ...organizations, ...accounts];
      if (found.length === 0) return free(of, "It is shared with nobody.");
      const words = "It is shared; what the others do with it can't be seen from here.";
      return keepShared
        ? used(of, words, found)
        : free(of, `${words} Your rules don't ask for that.`, found);
    },
  );

const launches = (evidence: ImageEvidence, days: number, nowMs: number) =>
  part("launches", "The last start", evidence.lastLaunchedAtMs, (of, atMs) => {
    if (atMs === null) return free(of, "AWS knows of no start; it tells of one up to a day late.");
    const ago = Math.floor((nowMs - atMs) / DAY_MS);
    const words = `It was last started ${ago <= 0 ? "today" : `${countWords(ago, "day")} ago`}, by this account or another.`;
    return nowMs - atMs < days * DAY_MS ? used(of, words) : free(of, words);
  });

const elsewhere = (evidence: ImageEvidence) =>
  part("other-connections", "Other connections", evidence.elsewhere, (of, found) =>
    found.length === 0
      ? free(of, "No other connection of this console holds anything that names it.")
      : used(of, "Other connections of this console hold what names it.", found),
  );

/** What nobody can look at from here. */
export const BLIND: readonly string[] = [
  "Parameters that hold it as plain text, and scripts, pipelines and infrastructure code that name it.",
  "Snapshots that are shared by themselves, and volumes that were made of them: they go on, but no more can be made.",
  "EC2 Fleet and Spot Fleet requests that name it without a launch template.",
  "Templates and groups of other accounts that it is shared with; AWS tells only when it was last started, a day late.",
  "Copies in other regions live on by themselves; this connection doesn't look for what uses them.",
];
