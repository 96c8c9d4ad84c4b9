/**
 * Fleets from facts: also those that nobody prepared for Bennu. One walk over groups, versions and members; pure, so
 * the same facts always give the same rows.
 */
import { CLAIM_LASTS_MS, claimOf } from "../decide/release/claim-tag.ts";
import { snowflakeKinds, type LeftSizes } from "../drift/drift-case.ts";
import { findDrift } from "../drift/find-drift.ts";
import { revokedFindings } from "../drift/servers/image-revoked.ts";
import { graphOfFacts, type DescribedImage, type ImageGraph } from "../lineage/image-graph.ts";
import { newerBases, type BaseStep } from "../lineage/newer-base.ts";
import { Revocations } from "../lineage/revocation.ts";
import type { Connection } from "../model/connection.ts";
import type { Facts, GroupFact, ImageFact } from "../model/facts.ts";
import type { FleetView, GenerationState, GenerationView } from "../model/fleet.ts";
import type { FleetId } from "../model/ids.ts";
import { noReturnFacts, type PastReturns, type ReturnFacts } from "../model/facts/return-facts.ts";
import { TAG } from "../model/tags.ts";
import { floorOf, type FleetPolicy } from "../rules/fleet-policy.ts";
import { adviceFor } from "./advice.ts";
import { indexFacts, type FactIndex } from "./fact-index.ts";
import { fleetGroups, type FleetGroups } from "./fleet-groups.ts";
import {
  groupDrafts,
  inOrder,
  templateDrafts,
  type GenerationDraft,
} from "./generations/generation-drafts.ts";
import {
  liveDraftOf,
  liveGroup,
  stateOf,
  type FleetStanding,
} from "./generations/generation-state.ts";
import { generationView, type ViewContext } from "./generations/generation-view.ts";
import { standingOf } from "./generations/group-standing.ts";
import { ownerOf } from "./ownership.ts";
import { newestVerified } from "./newest-verified.ts";
import { withPromiseFindings, withPromises } from "./promised-generations.ts";
import { settingsInWords, targetName } from "./settings-in-words.ts";
import { templatesOf } from "./template-history.ts";

export interface AboutFleets {
  readonly connection: Connection;
  readonly nowMs: number;
  readonly policy: FleetPolicy;
  /** What this console's own operations hold, by fleet. */
  readonly heldBy?: ReadonlyMap<FleetId, string>;
  readonly leftSizes?: readonly LeftSizes[];
  /** What was looked at for returns, beside the facts. */
  readonly returnFacts?: ReturnFacts;
  readonly pastReturns?: ReadonlyMap<FleetId, PastReturns>;
}

interface Survey extends AboutFleets {
  readonly index: FactIndex;
  /** By recipe. */
  readonly newestImages: ReadonlyMap<string, ImageFact>;
  readonly graph: ImageGraph<DescribedImage>;
  readonly revocations: Revocations;
  readonly newerBase: (imageId: string) => BaseStep<DescribedImage> | null;
  readonly sharedTemplates: ReadonlySet<string>;
}

export function deriveFleets(facts: Facts, about: AboutFleets): FleetView[] {
  const index = indexFacts(facts);
  const fleets = fleetGroups(facts, about.connection.id);
  const graph = graphOfFacts(facts.images, usedImages(facts));
  const revocations = new Revocations(facts.images);
  const newestImages = newestVerified(facts.images.values(), revocations);
  const isUsable = ({ id, fact }: DescribedImage) =>
    fact.state === "available" && revocations.of(id) === null;
  const newerBase = newerBases(graph, isUsable);
  const known = { index, graph, revocations, newestImages, newerBase };
  const survey = { ...about, ...known, sharedTemplates: sharedTemplates(fleets) };
  return withPromiseFindings(
    fleets.map((fleet) => deriveFleet(fleet, survey)),
    facts,
  );
}

/** Images that members of groups run. */
export function usedImages(facts: Facts): Set<string> {
  const used = new Set<string>();
  for (const group of facts.groups.values()) {
    for (const member of group.members) {
      const server = facts.servers.get(member.serverId);
      if (server !== undefined) used.add(server.imageId);
    }
  }
  return used;
}

function sharedTemplates(fleets: readonly FleetGroups[]): Set<string> {
  const user = new Map<string, string>();
  const shared = new Set<string>();
  for (const fleet of fleets) {
    for (const { template } of fleet.groups) {
      if (template === null) continue;
      const known = user.get(template.id);
      if (known !== undefined && known !== fleet.id) shared.add(template.id);
      user.set(template.id, fleet.id);
    }
  }
  return shared;
}

interface Judged {
  readonly draft: GenerationDraft;
  readonly state: GenerationState;
}

function deriveFleet(fleet: FleetGroups, survey: Survey): FleetView {
  const { index, policy, nowMs } = survey;
  const inGroups = fleet.groups.flatMap((group) => groupDrafts(fleet, group, index));
  const drafts = [...inGroups, ...templateDrafts(fleet, inGroups, index, survey.sharedTemplates)];
  const standing = fleetStanding(fleet, inGroups, index);
  const generations = inOrder(drafts).map((draft) => judge(draft, standing, index));
  const heldBy = survey.heldBy?.get(fleet.id) ?? claimant(fleet.groups, nowMs);
  const atWork = heldBy !== null;
  const findings = findDrift({
    fleetName: fleet.name,
    generations,
    atWork,
    index,
    policy,
    nowMs,
    leftSizes: survey.leftSizes ?? [],
  });
  const differing = findings.filter((finding) => snowflakeKinds.has(finding.kind));
  const snowflakes = new Set(differing.map((finding) => finding.subject));
  const { graph, revocations, returnFacts = noReturnFacts } = survey;
  const past = survey.pastReturns?.get(fleet.id) ?? null;
  const context = {
    index,
    graph,
    revocations,
    standing,
    policy,
    nowMs,
    snowflakes,
    returnFacts,
    past,
  };
  const views = withPromises(
    generations.map(({ draft, state }) => generationView(draft, state, context)),
    standing.liveDraft?.id ?? null,
    survey,
  );
  const row = fleetRow(fleet, views, context, survey);
  const view = { ...row, findings: [...findings, ...revokedFindings(row, nowMs)], heldBy };
  const image = newerImage(standing.liveDraft, views, survey);
  const base = survey.newerBase(standing.liveDraft?.imageId ?? "");
  const advice = adviceFor(view, { image, base }, nowMs);
  return { ...view, advice, newerBase: base && { from: named(base.from), to: named(base.to) } };
}

/**
 * Of the live image's own recipe, verified and usable. None that a generation of this fleet was made of before: it
 * was taken out again, and why must be known first.
 */
function newerImage(
  live: GenerationDraft | null,
  generations: readonly GenerationView[],
  { index, newestImages }: Survey,
): ImageFact | null {
  const image = live?.imageId ? index.facts.images.get(live.imageId) : undefined;
  const newest = newestImages.get(image?.tags[TAG.recipe] ?? "");
  if (image === undefined || newest === undefined) return null;
  if (generations.some(({ imageId }) => imageId === newest.id)) return null;
  return newest.createdAtMs > image.createdAtMs && newest.architecture === image.architecture
    ? newest
    : null;
}

function fleetStanding(
  fleet: FleetGroups,
  drafts: readonly GenerationDraft[],
  index: FactIndex,
): FleetStanding {
  const standings = fleet.groups.map((group) => standingOf(group, index));
  const trafficFleet = standings.some((one) => one.hasTraffic && !one.deleting);
  const live = liveGroup(standings, trafficFleet);
  const byGroup = new Map(standings.map((one) => [one.group.name, one]));
  return { byGroup, live, liveDraft: liveDraftOf(live, drafts), trafficFleet };
}

function judge(draft: GenerationDraft, standing: FleetStanding, { facts }: FactIndex): Judged {
  const image = draft.imageId === null ? null : (facts.images.get(draft.imageId) ?? null);
  return { draft, state: stateOf(draft, standing, image, facts.images.size > 0) };
}

/** From the claim tags; null if none counts any more. */
function claimant(groups: readonly GroupFact[], nowMs: number): string | null {
  for (const group of groups) {
    const claim = claimOf(group);
    if (claim !== null && nowMs - claim.atMs < CLAIM_LASTS_MS) {
      return `${claim.holder} (operation ${claim.operationId})`;
    }
  }
  return null;
}

function fleetRow(
  fleet: FleetGroups,
  generations: readonly GenerationView[],
  context: ViewContext,
  survey: Survey,
): Omit<FleetView, "advice" | "findings" | "heldBy"> {
  const { index } = context;
  const live = context.standing.live?.group ?? null;
  const shown = live ?? fleet.groups[0] ?? null;
  const serving = generations.filter((one) => one.state === "live" || one.state === "rising");
  return {
    id: fleet.id,
    connectionId: survey.connection.id,
    name: fleet.name,
    generations,
    olderUnread: templatesOf(fleet.groups).some((id) => !index.facts.templateHistories.has(id)),
    liveId: context.standing.liveDraft?.id ?? null,
    servers: sum(generations.map((one) => one.servers)),
    inService: sum(serving.map((one) => one.inService)),
    desired: live?.desiredCapacity ?? 0,
    floor: floorOf(live?.desiredCapacity ?? 0, survey.policy),
    ...ages(fleet, context, generations),
    ownedBy: ownerOf(shown?.tags ?? []),
    targetGroups: targets(fleet, context.index),
    settings: shown === null ? [] : settingsInWords(shown),
    tags: shown?.tags ?? [],
    readAtMs: Math.min(...fleet.groups.map((group) => group.readAtMs)),
  };
}

function targets(fleet: FleetGroups, { facts }: FactIndex): FleetView["targetGroups"] {
  const arns = new Set(fleet.groups.flatMap((group) => group.settings.targetGroupArns));
  return [...arns].map((arn) => ({
    arn,
    name: facts.targetGroups.get(arn)?.name ?? targetName(arn),
  }));
}

/** Of a generation that Bennu didn't put there, its group's or first server's time tells since when it is live. */
function ages(fleet: FleetGroups, context: ViewContext, generations: readonly GenerationView[]) {
  const { live, liveDraft } = context.standing;
  const { servers } = context.index.facts;
  const launches = (members: readonly { serverId: string }[]) =>
    members.flatMap((member) => servers.get(member.serverId)?.launchedAtMs ?? []);
  const all = launches(fleet.groups.flatMap((group) => group.members));
  const first = liveDraft?.sequence === null ? least(launches(liveDraft.members)) : null;
  const tagged = generations.find((one) => one.id === liveDraft?.id)?.servedFromMs ?? null;
  return {
    oldestServerAtMs: least(all),
    liveSinceMs: tagged ?? first ?? live?.group.createdAtMs ?? null,
  };
}

const named = ({ id, name }: DescribedImage) => ({ id, name });

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const least = (numbers: readonly number[]) => (numbers.length === 0 ? null : Math.min(...numbers));
