/**
 * Puts a fleet back to how it was before somebody left it in a temporary state: one finding at a time, by the calls
 * that undo it and no others. What only a person can decide has no plan here.
 */
import { assertNever } from "../assert-never.ts";
import type { GroupFact } from "../model/facts.ts";
import type { Finding, Remedy } from "../model/fleet.ts";
import { groupName } from "../model/ids.ts";
import type { Planned } from "../model/plan.ts";
import type { PutBackIntent } from "../model/intent.ts";
import { floorOf } from "../rules/fleet-policy.ts";
import { sizesWords } from "../words/sizes.ts";
import { ownerWarning } from "../fleet/ownership.ts";
import { assemblePlan, type StepDraft } from "./assemble-plan.ts";
import { fleetObstacle } from "./obstacles/fleet-obstacles.ts";
import { liveOf, refuse, type PlanInput } from "./plan-input.ts";
import { planPromise } from "./plan-promise.ts";
import { planRetire } from "./plan-retire.ts";
import { claimChange, claimStep, releaseStep } from "./steps/begin-and-end.ts";
import { resumeStep, unprotectStep } from "./steps/leftovers.ts";
import { settleStep } from "./steps/raise.ts";
import { stepContext, type StepContext } from "./steps/step-context.ts";
import { trafficOf } from "./traffic.ts";

export interface PutBackInput extends PlanInput {
  readonly intent: PutBackIntent;
  readonly promisedImages: ReadonlySet<string>;
}

export function planPutBack(input: PutBackInput): Planned {
  const { fleet, intent } = input;
  const finding = fleet.findings.find(
    ({ kind, subject }) => kind === intent.finding && subject === intent.subject,
  );
  if (finding === undefined)
    return refuse(
      `${intent.subject} isn't as it was found any more: somebody has put it right meanwhile.`,
      "Nothing to do. Look at the fleet again.",
    );
  const { remedy } = finding;
  if (remedy === undefined)
    return refuse(`${finding.evidence} Only a person can decide what is right.`, finding.cure);
  return byRemedy(input, finding, remedy);
}

function byRemedy(input: PutBackInput, finding: Finding, remedy: Remedy): Planned {
  const { id: fleetId } = input.fleet;
  switch (remedy.kind) {
    case "retire": {
      const generation = remedy.generationId;
      return planRetire({ ...input, intent: { kind: "retire", fleetId, generation } });
    }
    case "keep-images":
      return planPromise({ ...input, intent: { kind: "promise", fleetId } });
    case "resume":
    case "unprotect":
    case "free-claim":
    case "sizes":
      return onGroup(input, finding, remedy);
    default:
      return assertNever(remedy, "remedy");
  }
}

type GroupRemedy = Exclude<Remedy, { readonly kind: "retire" | "keep-images" }>;

function onGroup(input: PutBackInput, finding: Finding, remedy: GroupRemedy): Planned {
  const group = input.facts.groups.get(groupName(finding.subject));
  if (group === undefined)
    return refuse(`The group ${finding.subject} isn't there any more.`, "Nothing to do.");
  const obstacle = fleetObstacle(input, [group]);
  if (obstacle !== null) return obstacle;
  const live = liveOf(input)?.group ?? group;
  const floor = floorOf(live.desiredCapacity, input.policy);
  const arns = trafficOf(live, group);
  const context = stepContext(input, arns, floor);
  return assemblePlan(input, {
    kind: "put-back",
    title: `Put ${group.name} back · ${wordsOf(remedy)}`,
    intent: input.intent,
    steps: [
      claimStep(context, group),
      ...work(context, group, remedy),
      releaseStep(context, group.name, "Done"),
    ],
    floor,
    mostServers: input.fleet.servers,
    temporary: [claimChange(group.name)],
    lost: [],
    warnings:
      input.fleet.ownedBy === null ? [] : [ownerWarning(input.fleet.ownedBy, input.fleet.name)],
    groups: null,
    watched: { groups: groupsOf(input), targetGroupArns: arns },
  });
}

const groupsOf = ({ fleet }: PutBackInput) => [
  ...new Set(fleet.generations.flatMap(({ groupName }) => groupName ?? [])),
];

function wordsOf(remedy: GroupRemedy): string {
  switch (remedy.kind) {
    case "resume":
      return "let its processes go on";
    case "unprotect":
      return "no longer protected from scale-in";
    case "free-claim":
      return "take the claim off that nobody renews";
    case "sizes":
      return sizesWords(remedy.sizes);
  }
}

/** A claim that counts no more is taken over by claiming, and taken off by letting go. */
function work(context: StepContext, group: GroupFact, remedy: GroupRemedy): StepDraft[] {
  switch (remedy.kind) {
    case "resume":
      return [resumeStep(context, group, remedy.processes)];
    case "unprotect":
      return [unprotectStep(context, group, remedy.serverIds)];
    case "free-claim":
      return [];
    case "sizes": {
      const { desiredCapacity: desired } = group;
      const like = { ...group, ...remedy.sizes, desiredCapacity: desired };
      return [
        settleStep(context, group.name, like, {
          phase: "Put back",
          before: sizesWords(group),
          desired,
        }),
      ];
    }
  }
}
