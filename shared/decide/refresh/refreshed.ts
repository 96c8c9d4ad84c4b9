/** After a refresh: all servers run the version, the group would start it, and all serve, seen several times. */
import { isActive, servingMembers } from "../../guard/serving.ts";
import type { GroupFact, MemberFact } from "../../model/facts.ts";
import { failed, failedIfItStays, type Decision } from "../decision.ts";
import { OBSERVE_EVERY_MS, POLL_EVERY_MS, observe, type Proof } from "../proof.ts";
import { findStall, stuckBy } from "../stall/stall.ts";
import { servers } from "../words.ts";
import type { Followed } from "./follow.ts";
import type { Wanted } from "./own-refresh.ts";

export const runs = ({ template }: MemberFact, { templateId, templateVersion }: Wanted) =>
  template?.id === templateId && template.version === String(templateVersion);

/** Zero members run nothing. */
export const allRun = ({ members }: GroupFact, wanted: Wanted) =>
  members.some(isActive) && members.filter(isActive).every((member) => runs(member, wanted));

/** `refreshId`: of the refresh that ended well; null: none was needed. */
export function proveRefreshed(followed: Followed, refreshId: string | null): Decision {
  const { group, wanted, seen } = followed;
  if (group.desiredCapacity === 0 || !group.members.some(isActive))
    return failed(nothingRuns(group));
  const version = `version ${String(wanted.templateVersion)}`;
  if (group.template?.version !== String(wanted.templateVersion))
    return failedIfItStays(
      `The refresh ended well, but ${group.name} would start version ${group.template?.version ?? "unknown"}, not ` +
        `${version}: somebody changed it. Its servers serve as they are. Look at the group's template.`,
    );
  const serving = servingMembers(seen.fleet, group.name).filter((one) => runs(one, wanted));
  const old = group.members.filter((one) => isKept(one, wanted));
  if (old.length > 0 && old.length === group.members.filter(isStaying).length)
    return failedIfItStays(nothingReplaced(group, old));
  return prove(followed, refreshId, { serving: serving.length, old });
}

/** Set aside or protected ones that AWS was told to ignore; what is on its way out isn't kept. */
const isKept = (member: MemberFact, wanted: Wanted) => !runs(member, wanted) && isStaying(member);

const isStaying = ({ lifecycleState }: MemberFact) =>
  !/^(Terminat|Detach|Warmed)/.test(lifecycleState);

const nothingReplaced = ({ name }: GroupFact, old: readonly MemberFact[]) =>
  `AWS's refresh ended and replaced no server of ${name}: all ${String(old.length)} are protected from scale-in or in ` +
  "standby, and it was told to pass those by. They serve as before. Take the protection off, or plan anew and have it wait for them.";

interface Result {
  readonly serving: number;
  readonly old: readonly MemberFact[];
}

function prove(followed: Followed, refreshId: string | null, { serving, old }: Result): Decision {
  const { work, memory, nowMs, group, wanted } = followed;
  const needed = Math.max(1, group.desiredCapacity - old.filter(isActive).length);
  const proof = observe(proofOf(followed), serving >= needed, nowMs);
  const kept = { ...memory.kept, ...(refreshId === null ? {} : { refreshId }), proof };
  const runsNow = `${servers(serving)} run version ${String(wanted.templateVersion)} and serve`;
  if (serving < needed) return notAll(followed, { ...kept }, `${runsNow}, of ${String(needed)}`);
  if (proof.inARow >= work.observations)
    return {
      kind: "done",
      note: old.length === 0 ? runsNow : `${runsNow}; ${leftOut(old)}`,
      kept,
      ...(old.length === 0 ? {} : { events: [{ level: "warn" as const, text: leftOut(old) }] }),
    };
  return {
    kind: "wait",
    note: `${runsNow}; looked ${String(proof.inARow)} of ${String(work.observations)} times in a row`,
    kept,
    recheckMs: OBSERVE_EVERY_MS,
    progress: 0.99,
    leftMs: (work.observations - proof.inARow) * OBSERVE_EVERY_MS,
  };
}

const proofOf = ({ memory }: Followed) => (memory.kept?.["proof"] as Proof | undefined) ?? null;

const leftOut = (old: readonly MemberFact[]) =>
  `${servers(old.length)} still run an earlier version (protected or in standby), e.g. ${old[0]?.serverId ?? ""}`;

function notAll(
  { seen, group, nowMs }: Followed,
  kept: Readonly<Record<string, unknown>>,
  note: string,
): Decision {
  const stall = findStall(seen, group.name, { late: true, nowMs, inTraffic: true });
  const common = { note, kept, recheckMs: POLL_EVERY_MS, progress: 0.97 };
  return stall
    ? { kind: "stuck", ...common, ...stuckBy(stall) }
    : { kind: "wait", ...common, leftMs: null };
}

const nothingRuns = ({ name }: GroupFact) =>
  `${name} has no servers, so the refresh proves nothing. Give the group its size back, then look at what it starts.`;
