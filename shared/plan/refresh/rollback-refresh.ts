/**
 * Back by AWS's instance refresh. In flight: AWS's own roll back where it can, else the refresh is cancelled; then a
 * refresh to the earlier numbered version, which finds nothing to do where all is back already. After the end: that
 * refresh alone. Null: another way fits.
 */
import { ownerWarning } from "../../fleet/ownership.ts";
import type { RefreshPreferences } from "../../model/calls/refreshes.ts";
import type { GroupFact } from "../../model/facts.ts";
import type { GenerationView } from "../../model/fleet.ts";
import type { TemplateId } from "../../model/ids.ts";
import type { Planned, Refusal } from "../../model/plan.ts";
import { isActiveRefresh, type RefreshFact } from "../../model/facts/signs.ts";
import { floorOf } from "../../rules/fleet-policy.ts";
import { assemblePlan, type StepDraft } from "../assemble-plan.ts";
import { fleetObstacle } from "../obstacles/fleet-obstacles.ts";
import { notAvailable } from "../obstacles/image-obstacles.ts";
import { refuse, type Live } from "../plan-input.ts";
import type { RollbackInput } from "../rollback/plan-rollback.ts";
import { claimChange, claimStep, preflightStep, releaseStep } from "../steps/begin-and-end.ts";
import { stepContext, type StepContext } from "../steps/step-context.ts";
import { fleetTraffic } from "../traffic.ts";
import { lostWith } from "../what-is-lost.ts";
import { refreshShape } from "./refresh-arithmetic.ts";
import { launchObstacle } from "./refresh-obstacles.ts";
import { endRefreshStep, refreshStep, turnRefreshStep } from "./refresh-steps.ts";
import { wayBack } from "./way-back.ts";

/** A group that protects all its servers says nothing of any: going back must not wait for a hand on each of them. */
const wayBackOf = ({ settings }: GroupFact): RefreshPreferences =>
  settings.newInstancesProtectedFromScaleIn
    ? { ...wayBack, scaleInProtectedInstances: "Refresh" }
    : wayBack;

export function rollbackByRefresh(
  input: RollbackInput,
  live: Live,
  target: GenerationView,
): Planned | null {
  const running = runningRefresh(input, live);
  if (running === null && !fits(input, live, target)) return null;
  const to = targetOf(input, live, target);
  if ("refused" in to) return to;
  const quiet = { ...input, extras: { ...input.extras, activeRefresh: null } };
  const obstacle =
    fleetObstacle(running ? quiet : input, [live.group]) ?? launchObstacle(live.group);
  if (obstacle !== null) return obstacle;
  const arns = fleetTraffic(input, live);
  if ("refused" in arns) return arns;
  const floor = floorOf(live.group.desiredCapacity, input.policy);
  return makePlan({ input, live, target, running, to }, stepContext(input, arns, floor));
}

/** Where it was asked for, or the fleet came to what it runs by a refresh and the target has no servers of its own. */
function fits(input: RollbackInput, live: Live, { id, groupName, templateId }: GenerationView) {
  const { intent, lastStrategy, superseding } = input;
  if (intent.strategy !== undefined) return intent.strategy === "refresh";
  if (lastStrategy !== "refresh" || (superseding ?? null) !== null) return false;
  const isElsewhere = groupName !== null && groupName !== live.group.name;
  return !isElsewhere && id !== live.generation.id && templateId === live.group.template?.id;
}

/** The one that the operation which this roll back takes over has begun. */
function runningRefresh({ superseding, refresh, fleet }: RollbackInput, live: Live) {
  if ((superseding ?? null) === null || !refresh || !isActiveRefresh(refresh)) return null;
  const rises = fleet.generations.some(
    ({ groupName, state }) => state === "rising" && groupName !== live.group.name,
  );
  return rises || refresh.desired?.templateId !== live.group.template?.id ? null : refresh;
}

interface Version {
  readonly templateId: TemplateId;
  readonly version: number;
}

function targetOf(input: RollbackInput, live: Live, target: GenerationView): Version | Refusal {
  const { templateId, templateVersion: version, imageId, readiness, label } = target;
  if (readiness.kind === "impossible")
    return refuse(`${label} can't return: ${readiness.reason}`, readiness.cure);
  if (templateId === null || version === null || templateId !== live.group.template?.id)
    return refuse(
      `${label} is no version of the launch template of ${live.group.name}, so no refresh leads back to it.`,
      "Roll back by a new group instead.",
    );
  const image = imageId === null ? undefined : input.facts.images.get(imageId);
  if (image !== undefined) return notAvailable(image) ?? { templateId, version };
  return refuse(
    `Whether the image of ${label} can be started is not known: it was not read, or is gone.`,
    "Wait for the next reading, or choose another generation.",
  );
}

interface Parts {
  readonly input: RollbackInput;
  readonly live: Live;
  readonly target: GenerationView;
  readonly running: RefreshFact | null;
  readonly to: Version;
}

function makePlan(parts: Parts, context: StepContext): Planned {
  const { input, live, target, running, to } = parts;
  const { group, generation } = live;
  const desired = group.desiredCapacity;
  return assemblePlan(input, {
    kind: "rollback",
    title: `Roll ${input.fleet.name} back to ${target.label} · ${running ? "AWS's refresh in flight" : "AWS's refresh"}`,
    intent: input.intent,
    steps: steps(parts, context),
    floor: context.floor,
    mostServers: input.fleet.servers + refreshShape(desired, wayBack).most - desired,
    temporary: [claimChange(group.name)],
    lost: lostWith(group, input.facts),
    warnings: warnings(input, running),
    groups: {
      from: group.name,
      fromLabel: target.id === generation.id ? newLabel(running) : generation.label,
      to: group.name,
      toLabel: target.label,
      targetGroupArns: context.arns,
      inPlace: {
        templateId: to.templateId,
        fromVersion: Number(running?.desired?.version ?? generation.templateVersion ?? 0),
        toVersion: to.version,
      },
    },
  });
}

const newLabel = (running: RefreshFact | null) => `t${running?.desired?.version ?? "?"}`;

function steps({ live, target, running, to }: Parts, context: StepContext): StepDraft[] {
  const { group } = live;
  const phase = `Back to ${target.label}`;
  const about = { phase, templateId: to.templateId, templateVersion: to.version };
  const undo = "Replace again: the newer version is kept.";
  const how = { ...about, preferences: wayBackOf(group), onlyIfNeeded: true, undo };
  const again = refreshStep(context, group, how);
  const preflight = preflightStep(context, group.name, {
    imageId: target.imageId,
    newGroup: null,
  });
  return [
    running ? withRefresh(preflight) : preflight,
    claimStep(context, group),
    ...(running ? [turnRefreshStep(context, group, running, { phase, how: wayOf(live, to) })] : []),
    running && wayOf(live, to) === "roll-back" ? seldomNeeded(again, context) : again,
    endRefreshStep(group, { ...about, phase: "Done" }),
    releaseStep(context, group.name, "Done"),
  ];
}

/** When AWS has turned its own refresh, all is back, and only looked at. */
const seldomNeeded = (step: StepDraft, { policy }: StepContext): StepDraft => ({
  ...step,
  expected: { medianMs: policy.call.medianMs, worstMs: step.expected.worstMs },
});

/** AWS rolls back to what the group has, if that is a number. */
const wayOf = ({ group }: Live, { version }: Version) =>
  group.template?.version === String(version) ? "roll-back" : "cancel";

function withRefresh(step: StepDraft): StepDraft {
  if (step.work.kind !== "preflight") return step;
  const guards = step.guards.filter((guard) => !guard.includes("instance refresh"));
  return { ...step, guards, work: { ...step.work, refreshMayRun: true } };
}

function warnings(input: RollbackInput, running: RefreshFact | null): string[] {
  const found = ["No canary: the generation served before, and getting back comes first."];
  if (running) found.push("AWS's own roll back goes on when this computer is off.");
  if (input.fleet.ownedBy !== null) found.push(ownerWarning(input.fleet.ownedBy, input.fleet.name));
  return found;
}
