/** Keeps an operation's claims fresh, so that no other console takes them for left behind. */
import { CLAIM_RENEWED_EVERY_MS, claimOf, claimText } from "../../shared/decide/claim-tag.ts";
import { toErrorData } from "../../shared/errors.ts";
import type { GroupFact } from "../../shared/model/facts.ts";
import { stepId } from "../../shared/model/ids.ts";
import { TAG } from "../../shared/model/tags.ts";
import type { Journal } from "../journal/journal.ts";
import type { Cloud } from "../ports.ts";
import type { Caller } from "./caller.ts";
import type { OperationState } from "./operation-state.ts";

const claimStep = stepId("keep-claim");

interface Ports {
  readonly journal: Journal;
  readonly state: OperationState;
}

/** Gives when they were last renewed. A renewal that fails is tried again at the next one. */
export async function renewClaims(ports: Ports, caller: Caller, cloud: Cloud, lastMs: number): Promise<number> {
  const nowMs = cloud.clock.now();
  if (nowMs - lastMs < CLAIM_RENEWED_EVERY_MS) return lastMs;
  try {
    for (const group of await claimed(ports, cloud)) {
      const claim = { operationId: ports.state.id, holder: ports.state.record.holder, atMs: nowMs };
      const tags = { [TAG.claim]: claimText(claim) };
      await caller.make(claimStep, { call: "CreateOrUpdateTags", groupName: group.name, tags }, cloud);
    }
  } catch (error) {
    ports.state.event(nowMs, "warn", `The claim could not be renewed: ${toErrorData(error).message}`);
  }
  return nowMs;
}

async function claimed({ journal, state }: Ports, cloud: Cloud): Promise<readonly GroupFact[]> {
  const held = journal.evidence.originals(state.id).filter((one) => one.state === "pending");
  const names = held.filter((one) => one.original.kind === "claim").map((one) => one.original.group);
  if (names.length === 0) return [];
  const groups = await cloud.reader.groups(names, 0);
  return groups.filter((group) => claimOf(group)?.operationId === state.id);
}
