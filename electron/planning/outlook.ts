/** Gathers what a plan's outlook needs, all at once and beside the plan's own facts, and adds it to the plan. */
import { BennuError } from "../../shared/errors.ts";
import type { GuardRails } from "../../shared/model/guard-rails.ts";
import type { ConnectionId, FleetId } from "../../shared/model/ids.ts";
import type { OutlookFacts, PastRun } from "../../shared/model/facts/outlook-facts.ts";
import type { Planned } from "../../shared/model/plan.ts";
import { withOwnTimes } from "../../shared/plan/outlook/history.ts";
import { outlookOf, typeOf, type OutlookInput } from "../../shared/plan/outlook/outlook.ts";
import { isStandard } from "../../shared/plan/outlook/quota.ts";
import { liveOf, type PlanInput } from "../../shared/plan/plan-input.ts";
import type { Cloud, CloudReader } from "../ports.ts";

export interface OutlookParts {
  past(fleet: FleetId): readonly PastRun[];
  rails(connection: ConnectionId): GuardRails;
}

const HOUR_MS = 3_600_000;

export async function outlookInput(
  parts: OutlookParts,
  cloud: Cloud,
  input: PlanInput,
): Promise<OutlookInput> {
  const { connection } = cloud;
  const { prices } = parts.rails(connection.id);
  const around = await gather(cloud.reader, input, parts.past(input.fleet.id));
  return { ...input, region: connection.region, prices, around };
}

/** With the times that this fleet's own runs took; an outlook where one was gathered for. */
export function withOutlook(
  planned: Planned,
  past: readonly PastRun[],
  input: OutlookInput | null,
): Planned {
  if (planned.refused) return planned;
  const plan = withOwnTimes(planned.plan, past);
  const outlook = input && outlookOf(plan, input);
  return { refused: false, plan: outlook === null ? plan : { ...plan, outlook } };
}

async function gather(
  reader: CloudReader,
  input: PlanInput,
  past: readonly PastRun[],
): Promise<OutlookFacts> {
  const { fleet, nowMs } = input;
  const groups = fleet.generations.flatMap(({ groupName }) => groupName ?? []);
  const [prospects, subnets, activities] = await Promise.all([
    reader.prospects(questionOf(input)),
    orNull(reader.subnets()),
    orNull(Promise.all(groups.map((name) => reader.activities(name, nowMs - HOUR_MS)))),
  ]);
  return { ...prospects, subnets, activities: activities?.flat() ?? null, past };
}

function questionOf(input: PlanInput) {
  const { facts, fleet } = input;
  const live = liveOf(input);
  const offered = live && typeOf(live, input);
  const running = [...facts.servers.values()].map(({ instanceType }) => instanceType);
  const own = live?.group.members.flatMap(({ instanceType }) => instanceType ?? []) ?? [];
  const groups = fleet.generations.flatMap(({ groupName }) => groupName ?? []);
  const targets = fleet.targetGroups.map(({ arn }) => arn.split(":").at(-1) ?? arn);
  return {
    types: [
      ...new Set([...running.filter(isStandard), ...own, ...(offered === null ? [] : [offered])]),
    ],
    offered,
    watched: [...groups, ...targets],
  };
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof BennuError) return null;
    throw error;
  }
}
