/** What somebody else does, or did, to the group meanwhile. Who it was AWS doesn't tell here; CloudTrail does. */
import { targetName } from "../../fleet/settings-in-words.ts";
import { trafficOf } from "../../guard/serving.ts";
import { isActiveRefresh } from "../../model/facts/signs.ts";
import { servers } from "../words.ts";
import { clearing, type Stall, type StallCase } from "./stall-case.ts";

const WHO = "Who did it is in CloudTrail.";

export function foreignRefresh({ seen, group }: StallCase): Stall | null {
  const { refresh } = seen;
  if (!refresh || !isActiveRefresh(refresh)) return null;
  return {
    kind: "launch",
    cause: `Somebody else's instance refresh (${refresh.id}, ${refresh.status}) is under way on ${group.name}: it ends servers and starts others. ${WHO}`,
    cure: "Wait until it has ended, or cancel it; servers that it replaced stay as they are.",
    ...clearing("Cancel the other refresh", {
      call: "CancelInstanceRefresh",
      groupName: group.name,
      waitForTransitioning: true,
    }),
  };
}

/** Its servers are registered there no more, so none of them can serve. */
export function detachedTraffic({ seen, group, late, inTraffic }: StallCase): Stall | null {
  if (!late || !inTraffic) return null;
  const attached = new Set<string>(group.settings.targetGroupArns);
  const missing = trafficOf(seen.fleet, group.name).filter((arn) => !attached.has(arn));
  const [first] = missing;
  if (first === undefined) return null;
  const which = missing.map(targetName).join(", ");
  return {
    kind: "health",
    cause: `${group.name} gets no requests of ${which}: somebody took the group out of it. ${WHO}`,
    cure: `Give ${group.name} that traffic back, if nobody meant it; then it goes on by itself.`,
    ...clearing(`Give it the traffic of ${which} back`, {
      call: "AttachTrafficSources",
      groupName: group.name,
      targetGroupArns: missing,
    }),
  };
}

/** Servers that come from now on are others than the plan tested. */
export function otherTemplate({ group, templateVersion }: StallCase): Stall | null {
  const { name, template, settings, minSize, maxSize, desiredCapacity } = group;
  if (templateVersion === undefined || template === null) return null;
  if (template.version === String(templateVersion)) return null;
  const stall = {
    kind: "launch",
    cause: `${name} starts version ${template.version} of its template by now, not ${String(templateVersion)}, which this plan gave it: somebody changed it. ${WHO}`,
    cure: "Give it its version back, if nobody meant it; then end the servers that were started meanwhile.",
  } as const;
  // With a mixed instances policy the version is a part of that.
  if (settings.mixedInstances !== null) return stall;
  const sizes = { minSize, maxSize, desiredCapacity };
  const back = { id: template.id, version: templateVersion };
  return {
    ...stall,
    ...clearing(`Give ${name} version ${String(templateVersion)} back`, {
      call: "UpdateAutoScalingGroup",
      groupName: name,
      ...sizes,
      template: back,
    }),
  };
}

/** The step waits for more than the group wants: its size was lowered, or its maximum doesn't let it grow. */
export function sizeTooSmall({ group, wanted = 0 }: StallCase): Stall | null {
  if (group.desiredCapacity >= wanted) return null;
  const { name, minSize, maxSize, desiredCapacity } = group;
  const limited = maxSize < wanted ? `, and its maximum is ${String(maxSize)}` : "";
  return {
    kind: "launch",
    cause: `${name} wants ${servers(desiredCapacity)}, not the ${String(wanted)} that this step waits for${limited}: its size was changed meanwhile. ${WHO}`,
    cure: `Give it its size back, if nobody needs it to be smaller; then it goes on by itself.`,
    ...clearing(`Set ${name} to ${servers(wanted)}`, {
      call: "UpdateAutoScalingGroup",
      groupName: name,
      minSize,
      maxSize: Math.max(maxSize, wanted),
      desiredCapacity: wanted,
    }),
  };
}
