/** From an intent to a plan: gathers what its planner needs, afresh, and calls the planner. Decides nothing. */
import { assertNever } from "../../shared/assert-never.ts";
import { planSweep } from "../../shared/bake/left/plan-sweep.ts";
import type { EarlierBakes } from "../../shared/bake/plan/times.ts";
import { BennuError } from "../../shared/errors.ts";
import type { LeftSizes } from "../../shared/drift/drift-case.ts";
import type { Facts } from "../../shared/model/facts.ts";
import type { FleetView } from "../../shared/model/fleet.ts";
import { defaultBakeSettings, type BakeSettings } from "../../shared/model/bake.ts";
import type {
  ConnectionId,
  FleetId,
  GroupName,
  ImageId,
  OperationId,
  TargetGroupArn,
} from "../../shared/model/ids.ts";
import { noReturnFacts, type ReturnFacts } from "../../shared/model/facts/return-facts.ts";
import type { BakeIntent, CopyIntent, Strategy, SweepIntent } from "../../shared/model/intent.ts";
import type { Planned } from "../../shared/model/plan.ts";
import type { Sizes } from "../../shared/model/steps/generation.ts";
import { liveOf, type PlanInput } from "../../shared/plan/plan-input.ts";
import { planByStrategy } from "../../shared/plan/strategy/plan-by-strategy.ts";
import { planPromise } from "../../shared/plan/plan-promise.ts";
import { planPutBack } from "../../shared/plan/plan-put-back.ts";
import { planRetire } from "../../shared/plan/plan-retire.ts";
import { planRollback } from "../../shared/plan/rollback/plan-rollback.ts";
import type { FleetPolicy } from "../../shared/rules/fleet-policy.ts";
import { readLeft } from "../bake/left/read-left.ts";
import { planABake } from "../bake/plan/plan-a-bake.ts";
import { planACopy } from "../bake/plan/plan-a-copy.ts";
import type { ReadRecipe } from "../bake/plan/read-recipe.ts";
import type { PlanLineage } from "../campaign/plan-campaigns.ts";
import type { Cloud } from "../ports.ts";
import type { PlanImages } from "../retention/plan-images.ts";
import { readFleetAfresh } from "./fresh-fleet.ts";
import { outlookInput, withOutlook, type OutlookParts } from "./outlook.ts";
import { rulesFor } from "./shared-rules.ts";
import type { MakePlan, PlanRequest } from "./plan-book.ts";

export interface PlanningParts {
  cloudOf(id: ConnectionId): Cloud;
  /** The fleet as last known; null if there is none of this id. */
  fleet(id: FleetId): FleetView | null;
  facts(id: ConnectionId): Facts;
  heldBy(): ReadonlyMap<FleetId, string>;
  /** Those that an operation works on; none if it isn't known. */
  groupsOf(id: OperationId): readonly GroupName[];
  /** By the journal: what was last taken from the group and not given back; null: it knows of none. */
  trafficTaken(fleet: FleetId, group: GroupName): readonly TargetGroupArn[] | null;
  /** What a running operation has made of its group for a time; left out, or null: of none. */
  takenOver?(id: OperationId): PlanInput["takenOver"];
  /** Limits that a running operation holds for a time, as they were before; left out: of none. */
  ownSizes?(id: OperationId): ReadonlyMap<GroupName, Sizes>;
  /** By the journal: by which strategy the fleet was last replaced; left out, or null: not known. */
  lastStrategy?(fleet: FleetId): Strategy | null;
  /** Limits that ended operations of this console changed for a time and left so; left out: not known. */
  leftSizes?(id: ConnectionId): readonly LeftSizes[];
  /** What was looked at for returns; left out: nothing. */
  returnFacts?(id: ConnectionId): ReturnFacts;
  /** Campaigns and revocations; left out: none can be planned. */
  readonly lineage?: PlanLineage;
  /** Looking into images, and retention; left out: none can be planned. */
  readonly imagePlans?: PlanImages;
  /** Left out: plans tell no outlook. */
  readonly outlook?: OutlookParts;
  readonly readRecipe: ReadRecipe;
  /** Left out: as a new connection has them. */
  bakeSettings?(id: ConnectionId): BakeSettings;
  /** By the journal: how long bakes of a recipe took; left out: not known. */
  earlierBakes?(recipe: string, file: string): EarlierBakes;
  /** By the journal; left out, or null: it knows of none of that id. */
  operationState?(id: string): "at-work" | "ended" | null;
  readonly policy: FleetPolicy;
}

export function planning(parts: PlanningParts): MakePlan {
  return async (request) => {
    const { intent } = request;
    switch (intent.kind) {
      case "bake":
        return bake(parts, request, intent);
      case "replace": {
        const input = await fleetInput(parts, request, intent.fleetId, [intent.imageId]);
        const image = input.facts.images.get(intent.imageId) ?? null;
        const rules = await rulesFor(parts.cloudOf(input.fleet.connectionId).reader, input, intent);
        const planned = planByStrategy({ ...input, intent, image, rules });
        return prospective(parts, request, input, planned);
      }
      case "rollback": {
        const input = await fleetInput(parts, request, intent.fleetId, []);
        const target = input.fleet.generations.find(({ id }) => id === intent.to);
        const extrasWarm = (target?.groupName && input.extrasOf.get(target.groupName)) || null;
        const rules = await rulesFor(parts.cloudOf(input.fleet.connectionId).reader, input, intent);
        const planned = planRollback({ ...input, intent, extrasWarm, rules });
        return prospective(parts, request, input, planned);
      }
      case "retire":
        return planRetire({ ...(await fleetInput(parts, request, intent.fleetId, [])), intent });
      case "promise":
        return planPromise({ ...(await fleetInput(parts, request, intent.fleetId, [])), intent });
      case "put-back":
        return planPutBack({ ...(await fleetInput(parts, request, intent.fleetId, [])), intent });
      case "copy":
        return copy(parts, request, intent);
      case "sweep":
        return sweep(parts, request, intent);
      case "campaign":
      case "campaign-back":
      case "revoke":
        return parts.lineage?.(request, intent) ?? nothingOfLineages;
      case "inspect":
      case "retention":
        return parts.imagePlans?.(request, intent) ?? nothingOfLineages;
      default:
        return assertNever(intent, "intent");
    }
  };
}

const nothingOfLineages: Planned = {
  refused: true,
  reason: "Nothing is known of lineages here, so no campaign and no revocation can be planned.",
  cure: "Nothing was changed.",
};

/** What was gathered for an outlook is only asked for where a person looks at the plan before it starts. */
async function prospective(
  parts: PlanningParts,
  request: PlanRequest,
  input: PlanInput,
  planned: Planned,
): Promise<Planned> {
  const { outlook } = parts;
  if (planned.refused || outlook === undefined) return planned;
  const isSeen = request.isPreview === true;
  const around = isSeen
    ? await outlookInput(outlook, parts.cloudOf(input.fleet.connectionId), input)
    : null;
  return withOutlook(planned, outlook.past(input.fleet.id), around);
}

export async function fleetInput(
  parts: PlanningParts,
  { ids, nowMs, superseding }: Pick<PlanRequest, "ids" | "nowMs" | "superseding">,
  id: FleetId,
  images: readonly ImageId[],
) {
  const fleet = parts.fleet(id);
  if (!fleet)
    throw new BennuError({
      code: "not-found",
      message: `There is no fleet ${id}. Look at Fleets again.`,
    });
  const cloud = parts.cloudOf(fleet.connectionId);
  const { policy } = parts;
  const now = nowMs ?? cloud.clock.now();
  const known = { facts: parts.facts(fleet.connectionId), fleet };
  const fresh = await readFleetAfresh(cloud, known, {
    policy,
    images,
    groups: superseding === null ? [] : parts.groupsOf(superseding),
    heldBy: parts.heldBy(),
    leftSizes: parts.leftSizes?.(fleet.connectionId) ?? [],
    returnFacts: parts.returnFacts?.(fleet.connectionId) ?? noReturnFacts,
    nowMs: now,
  });
  const input = { ...fresh, policy, nowMs: now, ids, superseding, ...over(parts, superseding) };
  const live = liveOf(input);
  const refreshing = live !== null && fresh.extras.activeRefresh !== null;
  const [refresh = null] = refreshing ? await cloud.reader.refreshes(live.group.name) : [];
  const last = parts.lastStrategy?.(id) ?? null;
  const taken = live && parts.trafficTaken(id, live.group.name);
  return { ...input, refresh, lastStrategy: last, trafficTaken: taken };
}

/** What the operation that is taken over has changed for a time. */
function over(parts: PlanningParts, superseding: OperationId | null) {
  if (superseding === null) return { takenOver: null };
  const ownSizes = parts.ownSizes?.(superseding) ?? new Map<GroupName, Sizes>();
  return { takenOver: parts.takenOver?.(superseding) ?? null, ownSizes };
}

function bake(
  parts: PlanningParts,
  { ids, nowMs }: PlanRequest,
  intent: BakeIntent,
): Promise<Planned> {
  const { connectionId } = intent;
  const planning = {
    cloud: parts.cloudOf(connectionId),
    readRecipe: parts.readRecipe,
    settings: parts.bakeSettings?.(connectionId) ?? defaultBakeSettings,
    knownImages: parts.facts(connectionId).images,
    earlier: (recipe: string, file: string) => parts.earlierBakes?.(recipe, file) ?? [],
  };
  return planABake(planning, intent, { planId: ids.planId, nowMs });
}

function copy(
  parts: PlanningParts,
  { ids, nowMs }: PlanRequest,
  intent: CopyIntent,
): Promise<Planned> {
  const planning = {
    source: parts.cloudOf(intent.sourceConnectionId),
    target: parts.cloudOf(intent.connectionId),
    knownImages: parts.facts(intent.sourceConnectionId).images,
  };
  return planACopy(planning, intent, { planId: ids.planId, nowMs });
}

async function sweep(
  parts: PlanningParts,
  { ids, nowMs }: PlanRequest,
  intent: SweepIntent,
): Promise<Planned> {
  const { connectionId } = intent;
  const cloud = parts.cloudOf(connectionId);
  const left = await readLeft({
    cloud,
    knownImages: parts.facts(connectionId).images,
    operation: (id) => parts.operationState?.(id) ?? null,
  });
  return planSweep({ planId: ids.planId, intent, left, nowMs: nowMs ?? cloud.clock.now() });
}
