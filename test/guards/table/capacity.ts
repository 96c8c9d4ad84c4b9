/** The one guard for every call that takes capacity away, and what it counts as serving. */
import { guardsOf } from "../mutation.ts";

const tests = ["test/core/guard"];

const judged = guardsOf("shared/guard/guard.ts", tests, [
  ["nothing named is never everything", "emptyList(call) ??", ""],
  ["a call whose subject is gone isn't made", "?? missingSubject(call, fresh)", ""],
  [
    "servers of other groups, and servers that nobody knows, aren't ended",
    "?? foreignServer(call, fresh)",
    "",
  ],
  [
    "the last server that serves is never taken",
    "const least = Math.max(1, floor);",
    "const least = floor;",
  ],
  ["never below the floor", "if (lasting < least &&", "if (lasting < 1 &&"],
  [
    "what another group is about to end makes up for nothing",
    "after - aboutToEnd(call, fresh)",
    "after",
  ],
  [
    "policies and schedules may take a group to its own minimum, a scale-in that was held back may not",
    'released.includes("Terminate") || refreshes ? least : Math.min(least, group.minSize)',
    "Math.min(least, group.minSize)",
  ],
  [
    "what a group's policies could do isn't known before they were read",
    "fresh.extras === null || letsGoOn",
    "letsGoOn",
  ],
  [
    "policies and schedules that go on may take a group to its own minimum",
    'released.includes("Terminate") || refreshes ? least : Math.min(least, group.minSize)',
    "least",
  ],
]);

const lost = guardsOf("shared/guard/lost.ts", tests, [
  [
    "the servers of a group that is being deleted make up for nothing",
    "if (group.status !== null) return servingMembers(fresh, group.name).length;",
    "",
  ],
  [
    "a server that TerminateInstances names is counted as lost",
    'case "TerminateInstances": return new Set(call.serverIds.filter',
    'case "TerminateInstances": return 0 * new Set(call.serverIds.filter',
  ],
  [
    "a server that is named twice is counted once",
    'case "TerminateInstances": return new Set(call.serverIds.filter((id) => serving.has(id))).size;',
    'case "TerminateInstances": return call.serverIds.filter((id) => serving.has(id)).length;',
  ],
  [
    "deleting a group loses its servers",
    "return servingMembers(fresh, call.groupName).length;",
    "return 0;",
  ],
  [
    "detaching a group loses its servers",
    "call.targetGroupArns.some((arn) => trafficOf(fresh, call.groupName).includes(arn))",
    "false",
  ],
  ["a smaller size loses servers", "return resized(call, fresh);", "return 0;"],
  ["a smaller maximum loses servers", "Math.min(desiredCapacity, maxSize)", "desiredCapacity"],
  [
    "a group that is to be no smaller loses nothing by the call, whatever it has too many",
    "if (group && wanted >= group.desiredCapacity) return 0;",
    "",
  ],
  [
    "resuming processes may lose servers",
    "return resumed(call.processes, fresh, call.groupName);",
    "return 0;",
  ],
  [
    "a server that gets a new root is counted as lost",
    "return serving.has(call.serverId) ? 1 : 0;",
    "return 0;",
  ],
  [
    "a single server that is ended is counted as lost",
    "return takenOut(fresh, call.groupName, [call.serverId], call.decrement);",
    "return 0;",
  ],
  [
    "a server in standby is counted as lost",
    "return takenOut(fresh, call.groupName, call.serverIds, call.decrement);",
    "return 0;",
  ],
  [
    "what a group has too many after the call goes with the one that is named",
    "Math.min(lost + Math.max(0, stay - wanted), serving.length)",
    "lost",
  ],
  ["a place that goes with its server is no longer wanted", "(decrement ? named.length : 0)", "0"],
  [
    "a server without its protection may be scaled in",
    "return call.protectedFromScaleIn ? 0 : unprotected(fresh, call.groupName, call.serverIds);",
    "return 0;",
  ],
  [
    "a refresh dips as deep as its percentages allow",
    "return refreshed(fresh, call.groupName, call.preferences);",
    "return 0;",
  ],
  [
    "the rollback of a refresh dips as deep as its percentages allow",
    "return refreshed(fresh, call.groupName, call);",
    "return 0;",
  ],
]);

const takenByAws = guardsOf("shared/guard/taken-by-aws.ts", tests, [
  [
    "what a group has above its size ends with a refresh as well",
    "Math.max(dip, serving - Math.max(0, size - dip))",
    "dip",
  ],
  [
    "a refresh takes one server at least, unless it starts the new ones first",
    "Math.max(least, size - kept)",
    "size - kept",
  ],
  [
    "servers that serve are those that a scale-in takes",
    "return Math.min(Math.max(0, active - desired), servingMembers(fresh, name).length);",
    "return Math.max(0, active - desired - 6);",
  ],
]);

const letGo = guardsOf("shared/guard/let-go.ts", tests, [
  [
    "a scale-in that was held back goes on when Terminate is resumed",
    'const ends = released.includes("Terminate");',
    "const ends = false;",
  ],
  [
    "scaling policies that go on may take a group to its minimum",
    "return extras?.scalingPolicies.length !== 0;",
    "return false;",
  ],
  [
    "scheduled actions that go on may take a group to its minimum",
    "return extras?.scheduledActions.length !== 0;",
    "return false;",
  ],
  [
    "an instance refresh that goes on may take a group to its minimum",
    'return extras?.activeRefresh !== null && typeof refresh?.minHealthyPercentage !== "number";',
    "return false;",
  ],
  [
    "a refresh that was held dips again as deep as its percentages let it",
    "Math.max(ended, letsGoOn(released, group, fresh))",
    "ended",
  ],
  [
    "a refresh goes on by whichever of its processes is let go last",
    "if (!released.some(holdsRefresh) ||",
    'if (!released.includes("InstanceRefresh") ||',
  ],
]);

const kinds = [
  "TerminateInstances",
  "UpdateAutoScalingGroup",
  "DeleteAutoScalingGroup",
  "DetachTrafficSources",
  "ModifyRule",
  "ModifyListener",
  "ResumeProcesses",
  "SuspendProcesses",
  "DeleteTags",
  "DeregisterImage",
  "DisableImage",
  "DeleteSnapshot",
  "DeleteObject",
  "ModifyImageAttribute",
  "ModifySnapshotAttribute",
  "SendCommand",
  "DeleteAlarms",
  "StartInstanceRefresh",
  "RollbackInstanceRefresh",
  "TerminateInstanceInAutoScalingGroup",
  "SetInstanceProtection",
  "EnterStandby",
  "CreateReplaceRootVolumeTask",
];

/** Each kind of call that the guard is asked about at all: one label less in the list that says so. */
const asked = guardsOf(
  "shared/guard/asked.ts",
  tests,
  kinds.map((kind, at) => {
    const before = kinds[at - 1];
    const opening = before === undefined ? "switch (call.call) {" : `case "${before}":`;
    const next = kinds[at + 1];
    const closing = next === undefined ? "return true;" : `case "${next}":`;
    const takeOut = `${opening} case "${kind}": ${closing}`;
    return [`the guard is asked about ${kind}`, takeOut, `${opening} ${closing}`] as const;
  }),
);

const serving = guardsOf("shared/guard/serving.ts", tests, [
  [
    "the traffic source has the last word on who serves",
    "if (arns.length === 0) return members;",
    "return members;",
  ],
  ["a server serves that is healthy at every target group", "arns.every((arn)", "arns.some((arn)"],
  [
    "a group whose target group has no weight serves nobody",
    "arns.some((arn) => hasNoWeight(reading, arn)) ?",
    "false ?",
    { noticedBy: ["test/core/decide/weigh.test.ts"] },
  ],
  [
    "a group is judged where its own requests come in",
    "reading.ownTraffic?.get(name) ??",
    "",
    { noticedBy: ["test/core/decide/weigh.test.ts"] },
  ],
  ["a target that isn't healthy doesn't serve", 'if (target.state !== "healthy") continue;', ""],
  [
    "a member that its group finds unhealthy doesn't serve",
    '&& member.healthStatus.toLowerCase() === "healthy"',
    "",
  ],
  ["a member that isn't in service doesn't serve", 'member.lifecycleState === "InService" &&', ""],
]);

const weights = guardsOf(
  "shared/guard/shared-traffic.ts",
  ["test/core/decide/weigh.test.ts"],
  [
    [
      "a generation gets no larger part of the requests than its servers carry",
      "Math.min(serving, ...after.rules.map((rule) => carried(rule, after)))",
      "serving",
    ],
  ],
);

const weighed = guardsOf(
  "shared/guard/lost.ts",
  ["test/core/decide/weigh.test.ts"],
  [
    [
      "a change of weights loses the servers that get no requests after it",
      "return serving.size - servingAfterWeights(call, fresh);",
      "return 0;",
    ],
  ],
);

export const capacityGuards = [
  ...judged,
  ...lost,
  ...takenByAws,
  ...letGo,
  ...asked,
  ...serving,
  ...weights,
  ...weighed,
];
