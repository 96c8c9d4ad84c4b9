/** Servers that run and aren't well: at the load balancer, by EC2's status checks, by the group's own check. */
import { isInService } from "../../guard/serving.ts";
import type { MemberFact, TargetHealthFact } from "../../model/facts.ts";
import type { StatusCheckFact } from "../../model/facts/signs.ts";
import { servers } from "../words.ts";
import { clearing, type Stall, type StallCase } from "./stall-case.ts";
import { explainTarget } from "./target-reasons.ts";

export function unhealthy(about: StallCase): Stall | null {
  if (!about.late) return null;
  return (
    atTraffic(about, isIll) ??
    impaired(about) ??
    sick(about) ??
    unregistered(about) ??
    atTraffic(about, isBeginning)
  );
}

type Which = (target: TargetHealthFact) => boolean;

function atTraffic({ seen, group }: StallCase, which: Which): Stall | null {
  const ids = new Set(group.members.map((member) => member.serverId));
  const bad = seen.fleet.targetHealth.filter((target) => ids.has(target.serverId) && which(target));
  const first = bad.find((target) => target.state === "unhealthy") ?? bad[0];
  if (!first) return null;
  const count = new Set(bad.map((target) => target.serverId)).size;
  const reason = [first.reason, first.description].filter(Boolean).join(": ") || first.state;
  const target = seen.targets?.find(({ arn }) => arn === first.targetGroupArn) ?? null;
  const { meaning, cure } = explainTarget(first, target);
  return {
    kind: "health",
    cause: `${servers(count)} of ${group.name} not healthy at the load balancer, e.g. ${first.serverId}: ${reason}.${meaning}`,
    cure,
  };
}

/** What drains is on its way out, which is as it should be. */
const isIll: Which = ({ state }) => !/^(healthy|initial)$|draining/.test(state);
/** As every server begins: only where nothing worse is known. */
const isBeginning: Which = ({ state }) => state === "initial";

function impaired({ seen, group }: StallCase): Stall | null {
  const ids = new Set(group.members.map((member) => member.serverId));
  const bad = (seen.checks ?? []).filter((check) => ids.has(check.serverId) && isImpaired(check));
  const [first] = bad;
  if (!first) return null;
  const which = first.system === "impaired" ? "system status check (AWS's side)" : "status check";
  return {
    kind: "health",
    cause: `${servers(bad.length)} of ${group.name} ${failing(bad.length)} EC2's ${which}, e.g. ${first.serverId}.`,
    cure: "AWS replaces them after some minutes. If those fail as well, the image is at fault: roll back.",
  };
}

const failing = (count: number) => (count === 1 ? "fails" : "fail");

const isImpaired = ({ system, instance }: StatusCheckFact) =>
  system === "impaired" || instance === "impaired";

function sick({ group }: StallCase): Stall | null {
  const bad = group.members.filter((member) => member.healthStatus.toLowerCase() !== "healthy");
  if (bad.length === 0) return null;
  return {
    kind: "health",
    cause: `${servers(bad.length)} of ${group.name} ${failing(bad.length)} the group's health check; AWS replaces ${bad.length === 1 ? "it" : "them"}.`,
    cure: "If replacements fail as well, the image is at fault: roll back.",
  };
}

/** Started while AddToLoadBalancer was suspended, or taken out by hand: in service, and nobody is sent to them. */
function unregistered({ seen, group }: StallCase): Stall | null {
  const arns = seen.fleet.targetGroupArns.filter((arn) =>
    group.settings.targetGroupArns.includes(arn),
  );
  const missing = group.members.filter(
    (member) => isInService(member) && arns.some((arn) => !isListed(seen.fleet, arn, member)),
  );
  const [first] = missing;
  if (!first) return null;
  const { name } = group;
  return {
    kind: "health",
    cause: `${servers(missing.length)} of ${name} in service and not registered at the load balancer, e.g. ${first.serverId}: started while AddToLoadBalancer was suspended, or taken out by hand.`,
    cure: "Register them by hand, or end one after the other: AWS starts another one, which gets its traffic.",
    ...clearing(`End ${first.serverId}, which has no traffic`, {
      call: "TerminateInstanceInAutoScalingGroup",
      groupName: name,
      serverId: first.serverId,
      decrement: false,
    }),
  };
}

const isListed = (fleet: StallCase["seen"]["fleet"], arn: string, { serverId }: MemberFact) =>
  fleet.targetHealth.some(
    (target) => target.targetGroupArn === arn && target.serverId === serverId,
  );

type Drained = Pick<StallCase, "seen" | "group">;

const waitingOnes = ({ seen, group }: Drained) =>
  seen.activities.filter(
    (activity) =>
      activity.groupName === group.name &&
      /^WaitingFor(ELB)?ConnectionDraining$/.test(activity.statusCode),
  );

const longestDelay = ({ seen }: Drained) =>
  Math.max(0, ...(seen.targets ?? []).map((target) => target.deregistrationDelaySeconds ?? 0));

const OVERDUE_AFTER_MS = 3 * 60_000;

/** Whether servers wait longer for their connections than their target groups give them. */
export function isOverdue({ nowMs, ...about }: Drained & Pick<StallCase, "nowMs">): boolean {
  const delayMs = longestDelay(about) * 1000;
  return waitingOnes(about).some(
    ({ startedAtMs }) => nowMs - startedAtMs > delayMs + OVERDUE_AFTER_MS,
  );
}

/** Servers on their way out that wait for their connections. */
export function draining({ seen, group, late, nowMs }: StallCase): Stall | null {
  const waiting = late ? waitingOnes({ seen, group }) : [];
  if (waiting.length === 0) return null;
  const longest = longestDelay({ seen, group });
  const cause = `${servers(waiting.length)} of ${group.name} ${waiting.length === 1 ? "waits for its" : "wait for their"} last connections to end`;
  if (longest > 0 && isOverdue({ seen, group, nowMs }))
    return {
      kind: "launch",
      cause: `${cause}, longer than the ${String(longest)} s that the target group gives.`,
      cure: "They serve nobody new, and cost until they end. Look at their target group in AWS; ending them in EC2 ends the wait.",
    };
  const limit =
    longest === 0 ? "" : ` They end after ${String(longest)} s at the latest, by the target group.`;
  return {
    kind: "launch",
    cause: `${cause}.${limit}`,
    cure: "Wait. A shorter deregistration delay of the target group makes the next ones faster.",
  };
}
