/**
 * Every way out of an operation that isn't success: what was changed for a time is put back, what must end is
 * ended, the claims come off. Begun again after a restart. What can't be put back is said, and left in the journal.
 */
import { foreignClaim } from "../../../shared/decide/release/claim-tag.ts";
import { BELIEVED_AFTER_MS, mayArrive, type Original } from "../../../shared/decide/decision.ts";
import { putBackCalls } from "../../../shared/decide/put-back/put-back.ts";
import { toErrorData } from "../../../shared/errors.ts";
import type { GroupFact } from "../../../shared/model/facts.ts";
import type { Step } from "../../../shared/model/plan.ts";
import { stepId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import type { Journal } from "../../journal/journal.ts";
import type { Ending, IntentRecord, OriginalRecord } from "../../journal/records.ts";
import type { Cloud } from "../../ports.ts";
import type { Caller } from "../turn/caller.ts";
import type { OperationState } from "../operation-state.ts";

const putBackStep = stepId("put-back");
/** A minute and a half: AWS's lists may still show a claim that was let go of. */
const TRIES_UNTIL_BELIEVED = 7;
const STILL_LISTED = "AWS accepted it, but still lists what it was";
/** Whoever holds the group now may rest on how it is: it is theirs to say what becomes of it. */
const TAKEN_OVER = "another operation holds the group now, so it was left alone";

/** How long what can't be put back is tried again: after so many tries, or at that time, it is left and said. */
export interface Patience {
  readonly hurried: boolean;
  readonly tries: number;
  readonly untilMs: number;
}

/** A roll back waits for no put-back for long: it makes most of them moot. */
export const patienceFor = ({ status }: Ending, nowMs: number): Patience =>
  status === "superseded"
    ? { hurried: true, tries: 5, untilMs: nowMs + 30_000 }
    : { hurried: false, tries: 25, untilMs: Infinity };

export interface WayOut {
  readonly journal: Journal;
  readonly state: OperationState;
  readonly caller: Caller;
  readonly cloud: Cloud;
  readonly signal: AbortSignal;
  readonly patience: Patience;
  /** Takes a step until it is done; false: it couldn't be. */
  takeStep(step: Step): Promise<boolean>;
  mustRun(step: Step): boolean;
}

/** Gives what is left behind, in words; none: all is as it was. */
export async function leave(way: WayOut): Promise<readonly string[]> {
  const left = await putBackAll(way, "step");
  for (const step of way.state.plan.steps.filter((candidate) => way.mustRun(candidate))) {
    if (way.signal.aborted) return left;
    const done = await way.takeStep(step);
    if (!done && !way.signal.aborted && !hasLetGo(way, step))
      left.push(`"${step.title}" couldn't be done${whyNot(way, step)}`);
  }
  return [...left, ...(await putBackAll(way, "operation"))];
}

function whyNot({ state }: WayOut, { id }: Step): string {
  const cause = state.step(id).stuck?.cause;
  return cause === undefined ? "" : ` (${cause.replace(/\.$/, "")})`;
}

/** AWS accepted it, and there was no time to see it listed. */
const hasLetGo = ({ caller, patience }: WayOut, { id, work }: Step) =>
  patience.hurried &&
  work.kind === "release" &&
  caller
    .intents(id)
    .some(({ call, outcome }) => call.call === "DeleteTags" && outcome?.kind === "ok");

/** After success: the claims are off by then; whatever else was changed for the operation's time goes back. */
export const putBackAtEnd = (way: WayOut) => putBackAll(way, "operation");

async function putBackAll(way: WayOut, until: OriginalRecord["until"]): Promise<string[]> {
  const held = way.journal.evidence.originals(way.state.id);
  const left: string[] = [];
  for (const record of held.filter((one) => one.state === "pending" && one.until === until)) {
    if (way.signal.aborted) return left;
    const problem = await putBack(way, record);
    if (problem === null)
      way.journal.write(() => way.journal.evidence.markOriginal(record.seq, "put-back"));
    else if (!way.signal.aborted) left.push(leftBehind(way, record, problem));
  }
  return left;
}

function leftBehind(way: WayOut, record: OriginalRecord, problem: string): string {
  const text = `${whatOf(record)} (${problem})`;
  const then = way.patience.hurried ? " The roll back goes on without it." : "";
  way.state.event(way.cloud.clock.now(), "warn", `Not put back: ${text}.${then}`);
  return text;
}

/** Of an operation whose connection is gone: all that is still open, in words. */
export const stillOpen = (journal: Journal, state: OperationState): readonly string[] =>
  journal.evidence
    .originals(state.id)
    .filter((one) => one.state === "pending")
    .map((one) => `${whatOf(one)} (the connection isn't there)`);

/** Null: it is as it was. Else why not, after as many tries as there is patience for. */
async function putBack(way: WayOut, record: OriginalRecord): Promise<string | null> {
  let problem = "it was not tried";
  for (let tried = 0; goesOn(way, tried); tried += 1) {
    const result = await putBackOnce(way, record);
    if (result === null && !mayAppear(way, record)) return null;
    if (result === STILL_LISTED && way.patience.hurried) return null;
    if (result === TAKEN_OVER && tried >= TRIES_UNTIL_BELIEVED) return result;
    problem = result ?? "AWS doesn't list it, but its lists may lag behind";
    await pause(way, 1000 * 2 ** Math.min(tried, 5));
  }
  return problem;
}

const goesOn = ({ patience, signal, cloud }: WayOut, tried: number) =>
  !signal.aborted && tried < patience.tries && (tried < 2 || cloud.clock.now() < patience.untilMs);

const pause = ({ patience, cloud, signal }: WayOut, ms: number) =>
  cloud.clock.sleep(
    Math.max(0, Math.min(ms, 30_000, patience.untilMs - cloud.clock.now())),
    signal,
  );

/** What was changed a moment ago may not be listed yet, and would seem to be as it was. */
function mayAppear(way: WayOut, { original, atMs }: OriginalRecord): boolean {
  const { ending } = way.state.record;
  if (ending === null || ending.status === "succeeded") return false;
  const nowMs = way.cloud.clock.now();
  if (mayArrive(unansweredAtMs(way, original), nowMs)) return true;
  if (nowMs - atMs >= BELIEVED_AFTER_MS) return false;
  return !way.journal.evidence.intents(way.state.id).some((made) => undoes(made, original));
}

/** Of a call on the group that had no answer: the newest. */
function unansweredAtMs({ journal, state }: WayOut, { group }: Original): number | null {
  const made = journal.evidence
    .intents(state.id)
    .findLast(
      ({ call, outcome }) =>
        "groupName" in call && call.groupName === group && outcome?.kind === "unknown",
    );
  return made?.atMs ?? null;
}

/** A call of the way out, or one that let go of the claim. */
function undoes({ stepId: step, call, outcome }: IntentRecord, original: Original): boolean {
  if (!("groupName" in call) || call.groupName !== original.group) return false;
  if (step === putBackStep) return true;
  if (original.kind !== "claim" || call.call !== "DeleteTags") return false;
  return call.keys.includes(TAG.claim) && outcome?.kind === "ok";
}

/** Null: it is as it was. Else why not. Never throws for a world that can't be read. */
export async function putBackOnce(
  way: Pick<WayOut, "state" | "caller" | "cloud">,
  record: OriginalRecord,
  isAsked = false,
): Promise<string | null> {
  try {
    const groups = await way.cloud.reader.groups([record.original.group], 0);
    const group = groups.find((candidate) => candidate.name === record.original.group) ?? null;
    const calls = putBackCalls(record.original, group, way.state.id, await rulesOf(way, record));
    if (calls.length === 0) return null;
    if (isTakenOver(way, group)) return TAKEN_OVER;
    if (isAsked) return STILL_LISTED;
    for (const call of calls) {
      const made = await way.caller.make(putBackStep, call, way.cloud);
      if (made.kind === "refused") return made.reason;
      if (made.outcome.kind !== "ok") return made.outcome.message;
    }
    return await putBackOnce(way, record, true);
  } catch (error) {
    return toErrorData(error).message;
  }
}

const rulesOf = async ({ cloud }: Pick<WayOut, "cloud">, { original }: OriginalRecord) =>
  original.kind === "weights" ? cloud.reader.rules([original.rule.ruleArn]) : [];

const isTakenOver = ({ state, cloud }: Pick<WayOut, "state" | "cloud">, group: GroupFact | null) =>
  group !== null && foreignClaim(group, state.id, cloud.clock.now()) !== null;

function whatOf({ original }: OriginalRecord): string {
  switch (original.kind) {
    case "claim":
      return `the claim on ${original.group}`;
    case "suspended":
      return `${original.processes.join(", ")} suspended on ${original.group}`;
    case "weights":
      return `the weights of the rule ${original.rule.ruleArn}`;
    case "sizes":
      return `the sizes of ${original.group}`;
    case "template":
      return `version ${String(original.template.version)} of its launch template on ${original.group}`;
  }
}
