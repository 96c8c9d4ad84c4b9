/** Target groups of a rehearsal, with their targets. */
import type { RehearsedTargetGroup } from "../practice/world/seed/rehearsal/rehearsal-seed.ts";
import type { Facts, TargetGroupFact, TargetHealthFact } from "../../shared/model/facts.ts";
import type { Findings } from "./findings.ts";

/** AWS's defaults, where the real settings aren't read. */
const DEFAULTS = { intervalSeconds: 30, healthy: 5, unhealthy: 2, delaySeconds: 300, port: 80 };

export function rehearsedTargetGroups(
  facts: Facts,
  findings: Findings,
): readonly RehearsedTargetGroup[] {
  const health = Map.groupBy(facts.targetHealth.values(), (each) => each.targetGroupArn);
  const groups = [...facts.targetGroups.values()];
  if (groups.length > 0) {
    findings.leave("Load balancers, their listeners and rules.");
    findings.assume("One load balancer forwards to all target groups that are in use.");
    findings.assume(
      `Health checks ask for 200 on "/", and ${DEFAULTS.unhealthy} bad answers make a target unhealthy.`,
    );
  }
  if (groups.some((group) => group.deregistrationDelaySeconds === null))
    findings.assume(
      `Where the deregistration delay could not be read it is AWS's ${DEFAULTS.delaySeconds} s.`,
    );
  return groups.map((group) => rehearsed(group, health.get(group.arn) ?? []));
}

function rehearsed(
  group: TargetGroupFact,
  health: readonly TargetHealthFact[],
): RehearsedTargetGroup {
  const isIdle = health.length > 0 && health.every(({ reason }) => reason === "Target.NotInUse");
  const staying = health.filter(({ state }) => state !== "draining");
  return {
    arn: group.arn,
    name: group.name,
    protocol: group.protocol ?? "HTTP",
    port: group.port ?? DEFAULTS.port,
    intervalSeconds: group.healthCheckIntervalSeconds ?? DEFAULTS.intervalSeconds,
    healthyThreshold: group.healthyThreshold ?? DEFAULTS.healthy,
    unhealthyThreshold: DEFAULTS.unhealthy,
    deregistrationDelaySeconds: group.deregistrationDelaySeconds ?? DEFAULTS.delaySeconds,
    inUse: !isIdle,
    targets: staying.map(({ serverId, state }) => ({ serverId, state })),
  };
}
