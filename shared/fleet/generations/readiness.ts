/**
 * Whether and how fast one could return to a generation, from the facts at hand. It lists what was checked and never
 * counts on what was not: a fact that is missing makes it unknown.
 */
import type { GroupFact, ImageFact } from "../../model/facts.ts";
import type { GenerationState, Readiness, ReadinessCheck, Revocation } from "../../model/fleet.ts";
import type { PastReturns, ReturnFacts } from "../../model/facts/return-facts.ts";
import type { FleetPolicy } from "../../rules/fleet-policy.ts";
import { countWords } from "../../words/counts.ts";
import { inForce, revokedWords } from "../../lineage/revocation.ts";
import { raiseTime, targetGroupsOf, wakeTime } from "../expected-time.ts";
import { type FactIndex } from "../fact-index.ts";
import { coldChecks } from "../readiness/cold-checks.ts";
import { returnMs, wayOfReturn } from "../readiness/return-time.ts";
import type { GenerationDraft } from "./generation-drafts.ts";
import { wakesWhole } from "./wakes-whole.ts";

export interface ReadinessCase {
  readonly draft: GenerationDraft;
  readonly state: GenerationState;
  readonly image: ImageFact | null;
  readonly revoked: Revocation | null;
  readonly live: GroupFact | null;
  readonly liveDraft: GenerationDraft | null;
  readonly index: FactIndex;
  readonly policy: FleetPolicy;
  readonly nowMs: number;
  readonly returnFacts: ReturnFacts;
  readonly past: PastReturns | null;
}

export function readinessOf(of: ReadinessCase): Readiness {
  switch (of.state) {
    case "live":
      return { kind: "here", checkedAtMs: of.nowMs };
    case "rising":
      return { kind: "unknown", reason: "It is rising: it has not served the fleet yet." };
    case "warm":
      return revoked(of) ?? warmOrCold(of);
    case "cold":
    case "gone":
      return revoked(of) ?? cold(of);
  }
}

/** Its servers may be well; somebody has said that what they run, or were made from, is not. */
function revoked(of: ReadinessCase): Readiness | null {
  const found = inForce(of.revoked, of.nowMs);
  if (found === null) return null;
  return impossible(
    of,
    `It is ${revokedWords(found)}`,
    "Return to another generation. If it must serve all the same, take the revocation back for its image, with a reason: it takes seconds.",
  );
}

function warmOrCold(of: ReadinessCase): Readiness {
  const { draft, live, policy } = of;
  const up = draft.members.filter(
    (one) => one.lifecycleState === "InService" && isHealthy(one.healthStatus),
  );
  if (up.length === 0) return cold(of);
  if (!wakesWhole(draft.members.length, draft.group?.members.length ?? 0)) return cold(of);
  const missing = Math.max(0, (live?.desiredCapacity ?? 0) - up.length);
  if (missing > 0) return partlyWarm(of, up.length, missing);
  const checked = [
    `${countWords(up.length, "server")} up and healthy by the group's own check`,
    "the group is there",
  ];
  const expected = expectedFrom(of.past?.warmMs, wakeTime(targets(of), policy).medianMs);
  return { kind: "warm", ...expected, checkedAtMs: checkedAt(of), checked };
}

/** What this fleet took before, where it did; else what such a return is made of. */
function expectedFrom(runs: readonly number[] | undefined, plannedMs: number) {
  if (runs === undefined || runs.length === 0) return { expectedMs: plannedMs };
  const sorted = runs.toSorted((left, right) => left - right);
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? plannedMs;
  return { expectedMs: median, fromRuns: runs.length };
}

const isHealthy = (status: string) => status.toLowerCase() === "healthy";

/** The missing servers have to be started, so the image must still be usable, and it takes as long as cold. */
function partlyWarm(of: ReadinessCase, up: number, missing: number): Readiness {
  const obstacle = obstacleOf(of);
  if (obstacle !== null) return obstacle;
  const checked = [
    `${countWords(up, "server")} up, ${String(missing)} more to start`,
    "the group is there",
    "image available",
  ];
  const expectedMs = raiseTime(targets(of), of.policy).medianMs;
  return { kind: "warm", expectedMs, checkedAtMs: checkedAt(of), checked };
}

function cold(of: ReadinessCase): Readiness {
  const obstacle = obstacleOf(of);
  if (obstacle !== null) return obstacle;
  const checks = lookedAt(of);
  const failing = checks.find(({ outcome }) => outcome === "fails");
  if (failing !== undefined) return failed(of, failing, checks);
  const expected = expectedReturn(of);
  const checkedAtMs = checkedAt(of);
  return { kind: "cold", ...expected, checkedAtMs, checked: seenByInventory(of), checks };
}

function expectedReturn(of: ReadinessCase) {
  const { live, past, policy } = of;
  const timing = { targets: targets(of), policy };
  if (live === null) return { expectedMs: raiseTime(timing.targets, policy).medianMs };
  const way = wayOfReturn({ ...of, live });
  const runs = way === "new-group" ? past?.coldMs : past?.inPlaceMs;
  return expectedFrom(runs, returnMs(way, live, timing));
}

/** Nothing without an image, a template version and a live group: that is said before. */
function lookedAt(of: ReadinessCase): readonly ReadinessCheck[] {
  const { image, live, nowMs, returnFacts: facts, liveDraft } = of;
  const { version } = of.draft;
  if (image === null || version === null || live === null) return [];
  const liveVersion = liveDraft?.version ?? null;
  return coldChecks({ image, version, live, liveVersion, facts, nowMs });
}

function failed(
  of: ReadinessCase,
  { what, words, lookedAt }: ReadinessCheck,
  checks: readonly ReadinessCheck[],
): Readiness {
  const reason = `${what}: ${words}.`;
  const cure = "Put that right in AWS, or return to another generation.";
  const checkedAtMs = typeof lookedAt === "number" ? lookedAt : checkedAt(of);
  return { kind: "impossible", reason, cure, checks, checkedAtMs };
}

function obstacleOf(of: ReadinessCase): Readiness | null {
  const { draft, image, index } = of;
  if (of.live === null)
    return unknown("No live group is known, whose subnets and traffic it could take.");
  if (draft.template === null) {
    return unknown("Its launch template is not known, so Bennu can't tell what it would start.");
  }
  if (draft.version === null) return missingVersion(of);
  if (draft.imageId === null) {
    return unknown(
      "The launch template names its image by an alias, which may mean another image by now.",
    );
  }
  if (image === null) {
    if (index.facts.images.size === 0) return unknown("The images have not been read yet.");
    return impossible(
      of,
      "The image is deregistered, or no longer shared with this account.",
      rebake,
    );
  }
  return imageObstacle(of, image);
}

const rebake = "Bake its recipe again, or return to another generation.";

function imageObstacle(of: ReadinessCase, image: ImageFact): Readiness | null {
  if (image.state === "available") return wrongArchitecture(of, image);
  if (image.state === "disabled") {
    return impossible(
      of,
      "The image is disabled: no server can be started from it.",
      "Enable the image in AWS.",
    );
  }
  if (image.state === "pending" || image.state === "transient") {
    return unknown(`The image is still ${image.state}; it can't be started yet.`);
  }
  return impossible(of, `The image can't be used: AWS says ${image.state}.`, rebake);
}

function wrongArchitecture(of: ReadinessCase, image: ImageFact): Readiness | null {
  const type = of.draft.version?.instanceType ?? null;
  if (type === null || type !== of.liveDraft?.version?.instanceType) return null;
  const running = of.live?.members[0];
  const architecture = running && of.index.facts.servers.get(running.serverId)?.architecture;
  if (architecture === undefined || architecture === image.architecture) return null;
  const reason = `The image is ${image.architecture}, but ${type} runs ${architecture}.`;
  return impossible(of, reason, rebake);
}

function missingVersion(of: ReadinessCase): Readiness {
  const { template } = of.draft;
  if (template === null || !of.index.facts.templateHistories.has(template.id)) {
    return unknown("The older versions of its launch template are still being read.");
  }
  if (!of.index.versions.has(template.id))
    return impossible(of, "Its launch template is deleted.", bringBack);
  const reason = `Version ${String(template.version)} of its launch template is deleted.`;
  return impossible(of, reason, bringBack);
}

const bringBack = "Put its image in with a replacement, or return to another generation.";

function seenByInventory(of: ReadinessCase): string[] {
  const checked = [
    "image available",
    `template version ${String(of.draft.version?.version ?? 0)} there`,
  ];
  const live = of.liveDraft?.version;
  const own = of.draft.version;
  if (of.live !== null && of.live.members.length > 0)
    checked.push("subnets in use by the live generation");
  if (!live || !own) return checked;
  if (sameItems(live.securityGroupIds, own.securityGroupIds))
    checked.push("security groups as live");
  if (live.instanceProfile === own.instanceProfile) checked.push("instance profile as live");
  if (live.instanceType === own.instanceType) checked.push("instance type as live");
  return checked;
}

const sameItems = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((item) => b.includes(item));

const unknown = (reason: string): Readiness => ({ kind: "unknown", reason });

function impossible(of: ReadinessCase, reason: string, cure: string): Readiness {
  return { kind: "impossible", reason, cure, checkedAtMs: checkedAt(of) };
}

/** As old as the oldest fact that it rests on. */
function checkedAt(of: ReadinessCase): number {
  return Math.min(
    of.draft.group?.readAtMs ?? of.nowMs,
    of.image?.readAtMs ?? of.nowMs,
    of.live?.readAtMs ?? of.nowMs,
  );
}

const targets = (of: ReadinessCase) =>
  targetGroupsOf(of.live?.settings.targetGroupArns ?? [], of.index.facts);
