/**
 * Which generation is live. The newest group that serves is, unless an operation started it and has not yet given it
 * the traffic for good: then it is rising. A fleet is never shown without a live generation while any group could
 * be it, so that one always sees what a fleet of size zero would start.
 */
import type { ImageFact } from "../../model/facts.ts";
import type { GenerationState } from "../../model/fleet.ts";
import type { GroupName } from "../../model/ids.ts";
import { groupTag } from "../fact-index.ts";
import { newestFirst } from "../fleet-groups.ts";
import type { GenerationDraft } from "./generation-drafts.ts";
import { serves, type GroupStanding } from "./group-standing.ts";
import { TAG } from "../../model/tags.ts";

/** `standings`: newest group first. Null only if every group is being deleted, or there is none. */
export function liveGroup(
  standings: readonly GroupStanding[],
  trafficFleet: boolean,
): GroupStanding | null {
  const serving = standings.filter((one) => serves(one, trafficFleet));
  const waiting = standings.filter((one) => !one.deleting && !one.parked);
  const wanted = waiting.filter((one) => !one.rising && one.group.desiredCapacity > 0);
  return (
    serving.find((one) => !one.rising) ??
    wanted.find((one) => one.hasTraffic || !trafficFleet) ??
    serving[0] ??
    wanted[0] ??
    waiting.find((one) => !one.rising) ??
    waiting[0] ??
    standings.find((one) => !one.deleting) ??
    null
  );
}

export interface FleetStanding {
  readonly byGroup: ReadonlyMap<GroupName, GroupStanding>;
  readonly live: GroupStanding | null;
  readonly liveDraft: GenerationDraft | null;
  readonly trafficFleet: boolean;
}

/** Of a group with several generations, the one with the most servers is live; of equals the group's own. */
export function liveDraftOf(
  live: GroupStanding | null,
  drafts: readonly GenerationDraft[],
): GenerationDraft | null {
  const candidates = drafts.filter(
    (draft) => draft.group?.name === live?.group.name && draft.group,
  );
  const ranked = [...candidates].sort(
    (a, b) => b.members.length - a.members.length || Number(b.isGroupsOwn) - Number(a.isGroupsOwn),
  );
  return ranked[0] ?? null;
}

export function stateOf(
  draft: GenerationDraft,
  standing: FleetStanding,
  image: ImageFact | null,
  imagesKnown: boolean,
): GenerationState {
  const inGroup = draft.group === null ? null : groupState(draft, standing);
  return inGroup ?? (isGone(draft, image, imagesKnown) ? "gone" : "cold");
}

function groupState(draft: GenerationDraft, standing: FleetStanding): GenerationState | null {
  const own = draft.group === null ? undefined : standing.byGroup.get(draft.group.name);
  if (own === undefined || own.deleting) return null;
  if (draft === standing.liveDraft) return "live";
  if (own === standing.live) return besideLive(draft, standing.liveDraft);
  if (own.rising && !own.parked) return "rising";
  if (draft.members.length === 0) return null;
  if (serves(own, standing.trafficFleet)) return "live";
  return looksRetired(own, standing) ? "warm" : comingOrStaying(own, standing);
}

/** In traffic but not healthy there: a newer one is coming, an older one is still counted as serving. */
function comingOrStaying(own: GroupStanding, { live }: FleetStanding): GenerationState {
  return live !== null && newestFirst(own.group, live.group) < 0 ? "rising" : "live";
}

/** Another template version in the live group: coming if the group asks for it, else still serving. */
function besideLive(draft: GenerationDraft, live: GenerationDraft | null): GenerationState | null {
  if (draft.members.length === 0) return draft.isGroupsOwn ? "rising" : null;
  const newer = (draft.template?.version ?? 0) > (live?.template?.version ?? 0);
  return draft.isGroupsOwn && newer ? "rising" : "live";
}

function looksRetired(own: GroupStanding, standing: FleetStanding): boolean {
  if (own.parked || groupTag(own.group, TAG.warmUntil) !== null) return true;
  if (own.rising) return true;
  return standing.trafficFleet && !own.hasTraffic;
}

const deadStates = ["deregistered", "disabled", "failed", "error", "invalid"];

/** An image that isn't among those read was deregistered, or is no longer shared; unless none was read at all. */
function isGone(draft: GenerationDraft, image: ImageFact | null, imagesKnown: boolean): boolean {
  if (draft.imageId === null) return false;
  return image === null ? imagesKnown : deadStates.includes(image.state);
}
