/**
 * Every way out of an operation that isn't success: what was changed for a time is put back, what must end is
 * ended, the claims come off. Begun again after a restart. What can't be put back is said, and left in the journal.
 */
import { foreignClaim } from "../../shared/decide/claim-tag.ts";
import { BELIEVED_AFTER_MS } from "../../shared/decide/decision.ts";
import { putBackCalls } from "../../shared/decide/put-back.ts";
import { toErrorData } from "../../shared/errors.ts";
import type { GroupFact } from "../../shared/model/facts.ts";
import type { Step } from "../../shared/model/plan.ts";
import { stepId } from "../../shared/model/ids.ts";
import type { Journal } from "../journal/journal.ts";
import type { OriginalRecord } from "../journal/records.ts";
import type { Cloud } from "../ports.ts";
import type { Caller } from "./caller.ts";
import type { OperationState } from "./operation-state.ts";

const putBackStep = stepId("put-back");
const TRIES = 25;
/** A minute and a half: AWS's lists may still show a claim that was let go of. */
const TRIES_UNTIL_BELIEVED = 7;
/** Whoever holds the group now may rest on how it is: it is theirs to say what becomes of it. */
const TAKEN_OVER = "another operation holds the group now, so it was left alone";

export interface WayOut {
  readonly journal: Journal;
  readonly state: OperationState;
  readonly caller: Caller;
  readonly cloud: Cloud;
  readonly signal: AbortSignal;
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
    if (!done && !way.signal.aborted) left.push(`"${step.title}" couldn't be done`);
  }
  return [...left, ...(await putBackAll(way, "operation"))];
}

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
    else if (!way.signal.aborted) left.push(`${whatOf(record)} (${problem})`);
  }
  return left;
}

/** Null: it is as it was. Else why not, after many tries. */
async function putBack(way: WayOut, record: OriginalRecord): Promise<string | null> {
  let problem = "it was not tried";
  const { ending } = way.state.record;
  for (let tried = 0; tried < TRIES && !way.signal.aborted; tried += 1) {
    const result = await putBackOnce(way, record);
    const mayLag = tried === 0 && ending !== null && ending.status !== "succeeded";
    if (result === null && mayLag && isRecent(way, record) && !wasPutBack(way, record))
      await untilListed(way, record);
    else if (result === null) return null;
    if (result === TAKEN_OVER && tried >= TRIES_UNTIL_BELIEVED) return result;
    problem = result ?? problem;
    await way.cloud.clock.sleep(Math.min(30_000, 1000 * 2 ** Math.min(tried, 5)), way.signal);
  }
  return problem;
}

/** What was changed a moment ago may not be listed yet, and would seem to be as it was. */
const isRecent = ({ cloud }: WayOut, { atMs }: OriginalRecord) =>
  cloud.clock.now() - atMs < BELIEVED_AFTER_MS;

const wasPutBack = ({ caller }: WayOut, { original }: OriginalRecord) =>
  caller
    .intents(putBackStep)
    .some(({ call }) => "groupName" in call && call.groupName === original.group);

const untilListed = ({ cloud, signal }: WayOut, { atMs }: OriginalRecord) =>
  cloud.clock.sleep(atMs + BELIEVED_AFTER_MS - cloud.clock.now(), signal);

/** Null: it is as it was. Else why not. Never throws for a world that can't be read. */
export async function putBackOnce(
  way: Pick<WayOut, "state" | "caller" | "cloud">,
  record: OriginalRecord,
): Promise<string | null> {
  try {
    const groups = await way.cloud.reader.groups([record.original.group], 0);
    const group = groups.find((candidate) => candidate.name === record.original.group) ?? null;
    const calls = putBackCalls(record.original, group, way.state.id);
    if (calls.length > 0 && isTakenOver(way, group)) return TAKEN_OVER;
    for (const call of calls) {
      const made = await way.caller.make(putBackStep, call, way.cloud);
      if (made.kind === "refused") return made.reason;
      if (made.outcome.kind !== "ok") return made.outcome.message;
    }
    return calls.length === 0 ? null : await putBackOnce(way, record);
  } catch (error) {
    return toErrorData(error).message;
  }
}

const isTakenOver = ({ state, cloud }: Pick<WayOut, "state" | "cloud">, group: GroupFact | null) =>
  group !== null && foreignClaim(group, state.id, cloud.clock.now()) !== null;

function whatOf({ original }: OriginalRecord): string {
  switch (original.kind) {
    case "claim":
      return `the claim on ${original.group}`;
    case "suspended":
      return `${original.processes.join(", ")} suspended on ${original.group}`;
    case "sizes":
      return `the sizes of ${original.group}`;
  }
}
