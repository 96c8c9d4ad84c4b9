/**
 * One image by the retention rules, looked at once more right before: it stays if anything needs it now, and if that
 * can't be known. Another account's image is never touched. Removed, its snapshots go with it.
 */
import type { Call } from "../../model/call.ts";
import type { ImageFact } from "../../model/facts.ts";
import { TAG } from "../../model/tags.ts";
import type { ImageEvidence } from "../../retention/evidence.ts";
import { judgeUse, verdictOf } from "../../retention/judge-use.ts";
import { restOf, restText } from "../../retention/rest.ts";
import { listWords } from "../../words/counts.ts";
import {
  acceptedAtMs,
  BELIEVED_AFTER_MS,
  failed,
  hasAsked,
  type Decision,
  type Memory,
  type WorkOf,
} from "../decision.ts";
import { listLags } from "../lagging.ts";

type Work = WorkOf<"retire-image">;

export interface RetireImageSeen {
  /** Null: AWS lists no such image. */
  readonly evidence: ImageEvidence | null;
  /** Good images of its recipe that are newer, now; null or left out: the rules count it among none. */
  readonly newerGood?: number | null;
  /** Of the plan's snapshots those that are still there; not looked at while the image is. */
  readonly snapshots: readonly string[];
}

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
/** AWS takes no time that has passed, and rounds to the minute. */
const SOON_MS = 2 * 60_000;

export function decideRetireImage(
  work: Work,
  seen: RetireImageSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const { evidence } = seen;
  if (!evidence) return gone(work, seen, memory, nowMs);
  const { image } = evidence;
  const lag = listLags(memory, CALLS[work.act], nowMs);
  if (isDone(work, image)) return { kind: "done", note: doneWords(work) };
  if (work.act === "give-back") return lag ?? giveBack(image, nowMs);
  // What was asked for goes on, whatever is seen meanwhile: it can't be called back.
  if (lag && hasAsked(memory, CALLS[work.act])) return lag;
  const held = stays(work, evidence, nowMs) ?? isAmongNewest(work, seen.newerGood ?? null);
  return held ?? put(work, image, nowMs);
}

const CALLS = {
  disable: "DisableImage",
  deprecate: "EnableImageDeprecation",
  remove: "DeregisterImage",
  "give-back": "CreateTags",
} as const;

function isDone({ act }: Work, image: ImageFact): boolean {
  const rest = restOf(image);
  if (act === "disable" || act === "deprecate") return rest?.act === act;
  return act === "give-back" && rest === null;
}

const doneWords = ({ act, name }: Work) =>
  ({
    disable: `AWS starts nothing from ${name} any more`,
    deprecate: `${name} is deprecated`,
    remove: `${name} is gone`,
    "give-back": `${name} is as it was before`,
  })[act];

/** It is needed, or that can't be known, or somebody wants it back: then it isn't touched. */
function stays(work: Work, evidence: ImageEvidence, nowMs: number): Decision | null {
  const { rules, name } = work;
  if (work.act === "remove" && !hasRested(rules, evidence.image, nowMs))
    return skipped(`${name} stays: since the plan was made it was given back, or rests anew`);
  const checks = judgeUse(evidence, rules, nowMs);
  const verdict = verdictOf(checks);
  if (verdict === "free") return null;
  const which = verdict === "used" ? "used" : "unknown";
  const reasons = checks.filter(({ outcome }) => outcome === which).map(({ words }) => words);
  return skipped(`${name} stays: ${listWords(reasons, 3)}`);
}

/** Newer ones went, or failed, or were revoked since the plan was made: now it is one to go back to. */
function isAmongNewest({ name, rules }: Work, newerGood: number | null): Decision | null {
  if (newerGood === null || newerGood >= rules.keepNewest) return null;
  return skipped(
    `${name} stays: by now it is number ${String(newerGood + 1)} of its recipe, and the ${String(rules.keepNewest)} newest good ones stay`,
  );
}

const skipped = (text: string): Decision => ({
  kind: "skipped",
  note: text,
  events: [{ level: "warn", text }],
});

/** Its time of grace is over, unless it is one that goes without a rest. */
function hasRested({ first, graceDays }: Work["rules"], image: ImageFact, nowMs: number): boolean {
  const rest = restOf(image);
  if (rest !== null) return nowMs >= rest.atMs + graceDays * DAY_MS;
  return image.state === "available" ? first === "nothing" : image.state !== "disabled";
}

function put(work: Work, image: ImageFact, nowMs: number): Decision {
  const { imageId, act, name } = work;
  switch (act) {
    case "disable":
      return {
        kind: "act",
        note: `Disabling ${name}`,
        calls: [
          tagged(image, act, nowMs),
          ...(image.state === "disabled" ? [] : [{ call: "DisableImage" as const, imageId }]),
        ],
      };
    case "deprecate":
      return {
        kind: "act",
        note: `Deprecating ${name}`,
        calls: [tagged(image, act, nowMs), ...deprecations(image, nowMs)],
      };
    case "remove":
      return {
        kind: "act",
        note: `Taking ${name} away, with its snapshots`,
        calls: [{ call: "DeregisterImage", imageId, withSnapshots: true }],
      };
    case "give-back":
      return failed(`${name} can't be given back in this way.`);
  }
}

/** The tag first: without it nobody knew afterwards whose doing it was, and from when on. */
const tagged = (image: ImageFact, act: "disable" | "deprecate", nowMs: number): Call => ({
  call: "CreateTags",
  resourceId: image.id,
  tags: { [TAG.retired]: restText(act, nowMs, image) },
});

/** One that is deprecated by now stays so. */
function deprecations({ id: imageId, deprecatedAtMs }: ImageFact, nowMs: number): readonly Call[] {
  if (deprecatedAtMs !== null && deprecatedAtMs <= nowMs) return [];
  const deprecateAtMs = Math.ceil((nowMs + SOON_MS) / SECOND_MS) * SECOND_MS;
  return [{ call: "EnableImageDeprecation", imageId, deprecateAtMs }];
}

/** As it was before: also a deprecation that it had, unless its time has come meanwhile. */
function giveBack(image: ImageFact, nowMs: number): Decision {
  const { id: imageId, name } = image;
  const rest = restOf(image);
  const calls: Call[] = [];
  if (rest?.act === "disable") calls.push({ call: "EnableImage", imageId });
  if (rest?.act === "deprecate") calls.push(...formerDeprecation(imageId, rest.beforeMs, nowMs));
  const tags = { [TAG.retired]: `returned ${iso(nowMs)}` };
  calls.push({ call: "CreateTags", resourceId: imageId, tags });
  return { kind: "act", note: `Giving ${name} back`, calls };
}

function formerDeprecation(
  imageId: ImageFact["id"],
  beforeMs: number | null,
  nowMs: number,
): readonly Call[] {
  if (beforeMs === null) return [{ call: "DisableImageDeprecation", imageId }];
  if (beforeMs <= nowMs + SOON_MS) return [];
  return [{ call: "EnableImageDeprecation", imageId, deprecateAtMs: beforeMs }];
}

const iso = (ms: number) => new Date(ms).toISOString();

/** Gone by our doing, and with its snapshots; or by somebody else's, and then nothing is left to be done. */
function gone(work: Work, { snapshots }: RetireImageSeen, memory: Memory, nowMs: number): Decision {
  const acceptedMs = acceptedAtMs(memory, "DeregisterImage");
  const isOurs = work.act === "remove" && hasAsked(memory, "DeregisterImage");
  if (!isOurs) {
    if (nowMs - memory.startedAtMs < BELIEVED_AFTER_MS)
      return {
        kind: "wait",
        note: `AWS doesn't list ${work.name}; looking again`,
        recheckMs: 15_000,
        progress: null,
      };
    return skipped(
      `${work.name} is not there any more: somebody else took it away. Its snapshots, if any, were not touched.`,
    );
  }
  if (snapshots.length === 0) return { kind: "done", note: doneWords(work) };
  if (acceptedMs !== null && nowMs - acceptedMs < BELIEVED_AFTER_MS)
    return {
      kind: "wait",
      note: `${work.name} is gone; waiting for its snapshots to go`,
      recheckMs: 5000,
      progress: null,
    };
  return leftSnapshots(work, snapshots, memory);
}

/** AWS leaves those that another image needs, and those that it failed to delete: the latter are asked for once more. */
function leftSnapshots(work: Work, left: readonly string[], memory: Memory): Decision {
  const refused = memory.calls.filter(
    ({ name, outcome }) => name === "DeleteSnapshot" && outcome?.kind === "failed",
  ).length;
  if (refused < left.length) {
    const calls = left.map((snapshotId): Call => ({ call: "DeleteSnapshot", snapshotId }));
    return { kind: "act", note: `Deleting the snapshots of ${work.name}`, calls };
  }
  const text = `${work.name} is gone; AWS kept ${listWords(left)}, which another image needs or which it would not delete. Look at them on the EC2 console.`;
  return { kind: "done", note: text, events: [{ level: "warn", text }] };
}
