/**
 * Replaces the servers of one group batch by batch: the group is raised, so many servers of the new template version
 * are proved to serve, then as many others are ended by name, which lowers the group again. Which servers are old is
 * read off the members at every look. The fleet never has fewer in service than its own size by our doing.
 */
import type { GroupFact } from "../../../model/facts.ts";
import type { Duration } from "../../../model/plan.ts";
import { failed, type Decision, type Memory } from "../../decision.ts";
import type { RiseSeen } from "../../generation/raise.ts";
import { clearing } from "../../stall/stall-case.ts";
import { vanished } from "../../vanished.ts";
import { servers } from "../../words.ts";
import { proveBatch, unwatched } from "../batch-proof.ts";
import { crewOf, type Crew } from "../crew.ts";
import { belowFloor, ownSize, strangeSize, surplusOf, waitFor } from "../sizing.ts";
import type { Growing, Scene, Work } from "./growing.ts";
import { giveTemplate, otherTemplate, raise, raisedAnew } from "./raise-group.ts";
import { shed } from "./shed.ts";
import { stillLeaving } from "./still-leaving.ts";

export function decideGrowAndShed(
  work: Work,
  seen: RiseSeen,
  memory: Memory,
  nowMs: number,
): Decision {
  const group = seen.fleet.groups.get(work.group);
  const missing = vanished(group, work.group);
  if (missing || !group) return missing ?? failed("The group is gone.");
  const number = work.templateVersion ?? memory.outputs.templateVersion;
  if (number === undefined) return failed("No step of this plan made the new template version.");
  const version = { id: work.templateId, version: number };
  const crew = crewOf(seen.fleet, group, version);
  const kept = keptOf(memory) ?? atFirst(group, crew, memory);
  return decide({ work, seen, memory, nowMs, group, version, crew, kept });
}

function atFirst(group: GroupFact, crew: Crew, { outputs }: Memory): Growing {
  const own = ownSize(group, outputs.held?.sizes.desiredCapacity);
  return { ...own, ...unwatched, target: Math.min(own.wanted, crew.fresh.length) };
}

/** A later stage goes on with what the earlier one began. */
const keptOf = ({ kept, keptBy }: Memory) =>
  (kept ?? keptBy?.("grow-and-shed") ?? null) as Growing | null;

function decide(scene: Scene): Decision {
  const { kept, group, memory, nowMs, crew } = scene;
  const lost = raisedAnew(scene);
  if (lost) return lost;
  const strange = strangeSize(kept, group, adopt, memory, nowMs);
  if (strange) return strange;
  const settled = { ...scene, kept: { ...kept, strangeSinceMs: null } };
  const template = giveTemplate(settled) ?? otherTemplate(settled);
  if (template) return template;
  if (kept.grownTo !== null) return kept.away.length > 0 ? shedding(settled) : rising(settled);
  return crew.old.length === 0 ? allNew(settled) : (waits(settled) ?? grow(settled));
}

const adopt = (before: Growing, { desiredCapacity }: GroupFact): Growing => ({
  ...before,
  ...unwatched,
  wanted: desiredCapacity,
  grownTo: null,
  away: [],
});

function rising(scene: Scene): Decision {
  const { kept, work } = scene;
  if (kept.target === 0) return shed(scene);
  const proof = prove(scene, kept.target);
  if (!proof.proved) return proof.decision;
  const proved = { ...kept, ...proof.watched };
  const isLast = kept.target >= kept.wanted;
  if (work.stage === "first" || (work.stage === "rest" && isLast))
    return done(scene, proved, `${servers(kept.target)} new, proved to serve`);
  return shed({ ...scene, kept: proved });
}

function shedding(scene: Scene): Decision {
  const { group, kept } = scene;
  if (surplusOf(kept, group) > 0) return shed(scene);
  const after: Growing = { ...kept, ...unwatched, grownTo: null, away: [] };
  const text = `${servers(kept.away.length)} ended; ${servers(scene.crew.old.length)} to go`;
  return waitFor(text, after, 0, share(scene));
}

/** Also where nothing was to be replaced at all: so many servers, proved to serve. */
function allNew(scene: Scene): Decision {
  const { crew, kept, work, group } = scene;
  const proof = prove(scene, kept.wanted);
  if (!proof.proved) return proof.decision;
  const proved = { ...kept, ...proof.watched };
  const [first] = crew.oldInStandby;
  if (work.stage !== "last" || first === undefined)
    return done(scene, proved, `All ${servers(kept.wanted)} of ${group.name} are new`);
  const count = crew.oldInStandby.length;
  return {
    kind: "stuck",
    note: "All servers that serve are new",
    kept: { ...proved },
    cause: `${servers(count)} in standby still old, e.g. ${first.serverId}. They serve nobody, and would as they are.`,
    cure: "Let them leave standby, and they are replaced as well; or end them in AWS.",
    ...clearing("Let them leave standby", {
      call: "ExitStandby",
      groupName: group.name,
      serverIds: crew.oldInStandby.map(({ serverId }) => serverId),
    }),
    recheckMs: 5000,
  };
}

function waits(scene: Scene): Decision | null {
  const { crew, kept, group, memory } = scene;
  const leaving = stillLeaving(scene);
  if (leaving) return leaving;
  if (kept.wanted === 0) return failed(empty(group));
  if (crew.fresh.length >= kept.wanted) return waitFor(`${group.name} is getting smaller`, kept);
  return belowFloor(kept, group, memory);
}

const empty = ({ name }: GroupFact) =>
  `${name} wants no servers any more: there is nothing to replace. Its template version stays as it is.`;

function grow(scene: Scene): Decision {
  const { crew, kept, work } = scene;
  const count = Math.min(work.batch, kept.wanted - crew.fresh.length);
  const grown = kept.wanted + count;
  const target = crew.fresh.length + count;
  return raise(scene, { ...kept, ...unwatched, grownTo: grown, target });
}

function prove(scene: Scene, target: number) {
  const { group, crew, work, seen, kept, nowMs } = scene;
  const batch = {
    group,
    members: crew.fresh,
    target,
    soakMs: work.batchSoakMs,
    observations: work.observations,
    expected: ofOneBatch(scene),
    progress: share(scene),
  };
  return proveBatch(batch, seen, kept, kept, nowMs);
}

function ofOneBatch({ memory: { expected }, work, kept }: Scene): Duration {
  const batches = work.stage === "rest" ? Math.ceil(kept.wanted / work.batch) : 1;
  return { medianMs: expected.medianMs / batches, worstMs: expected.worstMs / batches };
}

function share({ crew, kept }: Scene): number {
  const serving = crew.fresh.filter(({ serverId }) => crew.serving.has(serverId)).length;
  return Math.min(0.98, serving / Math.max(1, kept.wanted));
}

function done({ crew }: Scene, kept: Growing, note: string): Decision {
  const old = crew.old.length === 0 ? "" : `; ${servers(crew.old.length)} old still serve`;
  const leaving = crew.leaving === 0 ? "" : `; ${servers(crew.leaving)} leaving, out of traffic`;
  return { kind: "done", note: `${note}${old}${leaving}`, kept: { ...kept } };
}
