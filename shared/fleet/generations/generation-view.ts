/** A judged generation as a row. */
import type { GroupFact, ImageFact } from "../../model/facts.ts";
import type { GenerationState, GenerationView } from "../../model/fleet.ts";
import type { PastReturns, ReturnFacts } from "../../model/facts/return-facts.ts";
import { TAG } from "../../model/tags.ts";
import { parseIsoMs } from "../../words/iso-time.ts";
import { rootOf, type DescribedImage, type ImageGraph } from "../../lineage/image-graph.ts";
import type { Revocations } from "../../lineage/revocation.ts";
import type { FleetPolicy } from "../../rules/fleet-policy.ts";
import { groupTag, type FactIndex } from "../fact-index.ts";
import type { GenerationDraft } from "./generation-drafts.ts";
import type { FleetStanding } from "./generation-state.ts";
import { servesFrom } from "./group-standing.ts";
import { readinessOf } from "./readiness.ts";

export interface ViewContext {
  readonly index: FactIndex;
  readonly graph: ImageGraph<DescribedImage>;
  readonly revocations: Revocations;
  readonly standing: FleetStanding;
  readonly policy: FleetPolicy;
  readonly nowMs: number;
  /** Servers that differ from their generation, by id. */
  readonly snowflakes: ReadonlySet<string>;
  readonly returnFacts: ReturnFacts;
  readonly past: PastReturns | null;
}

export function generationView(
  draft: GenerationDraft,
  state: GenerationState,
  context: ViewContext,
): GenerationView {
  const image =
    draft.imageId === null ? null : (context.index.facts.images.get(draft.imageId) ?? null);
  const { group } = draft;
  return {
    id: draft.id,
    label: draft.label,
    sequence: draft.sequence,
    state,
    groupName: group?.name ?? null,
    ...(group !== null && group.status !== null ? { isGoing: true } : {}),
    ...(group !== null && state === "warm" ? { suspended: heldIn(group) } : {}),
    templateId: draft.template?.id ?? null,
    templateVersion: draft.template?.version ?? null,
    imageId: draft.imageId,
    imageName: image?.name ?? null,
    recipe: image?.tags[TAG.recipe] ?? null,
    appVersion: image?.tags[TAG.version] ?? null,
    baseName: baseName(image, context),
    ...counts(draft, context),
    createdAtMs: draft.createdAtMs,
    ...times(draft, group),
    readiness: readinessOf(readinessCase(draft, state, image, context)),
    revoked: revocation(image, context),
    promise: null,
  };
}

function readinessCase(
  draft: GenerationDraft,
  state: GenerationState,
  image: ImageFact | null,
  context: ViewContext,
) {
  const { index, policy, nowMs, standing, returnFacts, past } = context;
  const revoked = revocation(image, context);
  const live = standing.live?.group ?? null;
  const { liveDraft } = standing;
  return { draft, state, image, revoked, live, liveDraft, index, policy, nowMs, returnFacts, past };
}

const revocation = (image: ImageFact | null, { revocations }: ViewContext) =>
  image === null ? null : revocations.of(image.id);

/** The base is where the lineage starts, and only if it isn't the image itself. */
function baseName(image: ImageFact | null, { graph }: ViewContext): string | null {
  if (image === null) return null;
  const root = rootOf(graph, image.id);
  return root === null || root.id === image.id ? null : root.name;
}

function counts(draft: GenerationDraft, { index, snowflakes }: ViewContext) {
  const { group, members } = draft;
  return {
    servers: members.length,
    inService: group === null ? 0 : members.filter((one) => servesFrom(group, one, index)).length,
    desired: group !== null && draft.isGroupsOwn ? group.desiredCapacity : members.length,
    snowflakes: members.filter((one) => snowflakes.has(one.serverId)).length,
  };
}

function times(draft: GenerationDraft, group: GroupFact | null) {
  const tagTime = (key: string) => (group === null ? null : parseIsoMs(groupTag(group, key)));
  const whole = draft.sequence !== null;
  return {
    servedFromMs: whole ? tagTime(TAG.servedFrom) : null,
    servedUntilMs: whole ? tagTime(TAG.servedUntil) : null,
    warmUntilMs: whole ? tagTime(TAG.warmUntil) : null,
  };
}

const heldIn = (group: GroupFact) => group.suspended.map(({ process }) => process);
