import { describe, expect, it } from "vitest";
import { protectedStall } from "../../../../shared/decide/stall/by-members.ts";
import type { HookFact, RefreshFact } from "../../../../shared/model/facts/signs.ts";
import type { TargetGroupFact } from "../../../../shared/model/facts.ts";
import { templateId } from "../../../../shared/model/ids.ts";
import {
  ARN,
  MINUTE,
  NAME,
  NOW_MS,
  launch,
  member,
  ofTwo,
  stallOf,
  target,
} from "./stall-builders.ts";

const both = [member("i-1"), member("i-2")];
const suspended = (process: string) => [
  { process, reason: "User suspended at 2026-11-20T08:00:00Z" },
];

describe("processes", () => {
  it("Launch, when a server is missing: named at once with since when, and resumed", () => {
    const group = ofTwo({ members: [member("i-1")], suspended: suspended("Launch") });
    expect(stallOf(group)).toEqual({
      kind: "launch",
      cause:
        'The process Launch of shop-v002 is suspended, so it starts no servers. AWS says: "User suspended at 2026-11-20T08:00:00Z".',
      cure: "Resume Launch on shop-v002; it stays resumed. It goes on by itself then.",
      clear: {
        label: "Resume Launch",
        calls: [{ call: "ResumeProcesses", groupName: NAME, processes: ["Launch"] }],
      },
    });
  });

  it("Launch, when nothing is missing, holds nothing", () => {
    expect(stallOf(ofTwo({ members: both, suspended: suspended("Launch") }))).toBeNull();
  });

  it("AddToLoadBalancer, only of a group with traffic", () => {
    const group = ofTwo({ members: both, suspended: suspended("AddToLoadBalancer") });
    expect(stallOf(group)?.cause).toContain("so its new servers get no traffic");
    expect(stallOf({ ...group, settings: { ...group.settings, targetGroupArns: [] } })).toBeNull();
  });
});

describe("lifecycle hooks", () => {
  const hook: HookFact = {
    name: "warm-caches",
    groupName: NAME,
    transition: "autoscaling:EC2_INSTANCE_LAUNCHING",
    heartbeatSeconds: 3600,
    defaultResult: "ABANDON",
  };
  const held = ofTwo({
    members: [member("i-1"), member("i-2", { lifecycleState: "Pending:Wait" })],
  });
  const since = (agoMs: number) =>
    launch("", {
      description: "Launching a new EC2 instance: i-2",
      statusCode: "MidLifecycleAction",
      startedAtMs: NOW_MS - agoMs,
      endedAtMs: null,
    });

  it("are given some minutes, then named with what AWS will do", () => {
    const seen = (agoMs: number) => ({ hooks: [hook], activities: [since(agoMs)] });
    expect(stallOf(held, seen(2 * MINUTE))).toBeNull();
    expect(stallOf(held, seen(2 * MINUTE), { late: true })?.cause ?? "").not.toContain("hook");
    expect(stallOf(held, seen(4 * MINUTE))).toMatchObject({
      cause:
        "1 server of shop-v002 held by the lifecycle hook warm-caches since 13:42 UTC, e.g. i-2. Without an answer AWS gives them up after 60 min.",
      clear: {
        label: "Continue 1 server",
        calls: [
          {
            call: "CompleteLifecycleAction",
            groupName: NAME,
            hook: "warm-caches",
            serverId: "i-2",
            result: "CONTINUE",
          },
        ],
      },
    });
  });

  it("of the other transition aren't answered for it; unread, nothing is offered", () => {
    const ending = { ...hook, transition: "autoscaling:EC2_INSTANCE_TERMINATING" };
    for (const hooks of [[ending], []]) {
      const stall = stallOf(held, { hooks }, { late: true });
      expect(stall?.cause).toContain("held by a lifecycle hook, e.g. i-2");
      expect(stall?.clear).toBeUndefined();
    }
  });
});

describe("others", () => {
  const refresh: RefreshFact = {
    id: "r-1",
    groupName: NAME,
    status: "InProgress",
    reason: null,
    startedAtMs: 1,
    percent: 10,
    toUpdate: 2,
    endedAtMs: null,
    desired: { templateId: templateId("lt-1"), version: "9" },
    minHealthyPercentage: 90,
    maxHealthyPercentage: null,
    checkpointPercentages: [],
    rollback: null,
  };

  it("a refresh of somebody else's, while it is active", () => {
    const group = ofTwo({ members: both });
    expect(stallOf(group, { refresh })?.clear).toMatchObject({
      label: "Cancel the other refresh",
      calls: [{ call: "CancelInstanceRefresh", waitForTransitioning: true }],
    });
    expect(stallOf(group, { refresh: { ...refresh, status: "Cancelled" } })).toBeNull();
  });

  it("a template version that was changed, while servers are still to come", () => {
    const template = { id: templateId("lt-1"), name: null, version: "9" };
    const group = ofTwo({ members: both, template });
    expect(stallOf(group, {}, { templateVersion: 8 })).toMatchObject({
      cause:
        "shop-v002 starts version 9 of its template by now, not 8, which this plan gave it: somebody changed it. Who did it is in CloudTrail.",
      clear: {
        calls: [{ call: "UpdateAutoScalingGroup", desiredCapacity: 2, template: { version: 8 } }],
      },
    });
    expect(stallOf(group, {}, { templateVersion: 9 })).toBeNull();
    expect(stallOf(group)).toBeNull();
  });

  it("a size that was lowered, with the maximum that stands in the way", () => {
    const group = ofTwo({ members: both, maxSize: 3 });
    expect(stallOf(group, {}, { wanted: 5 })).toMatchObject({
      cause:
        "shop-v002 wants 2 servers, not the 5 that this step waits for, and its maximum is 3: its size was changed meanwhile. Who did it is in CloudTrail.",
      clear: {
        calls: [{ call: "UpdateAutoScalingGroup", minSize: 0, maxSize: 5, desiredCapacity: 5 }],
      },
    });
    expect(stallOf(group, {}, { wanted: 2 })).toBeNull();
  });
});

describe("servers that were set aside", () => {
  const group = ofTwo({
    members: [member("i-1"), member("i-2", { lifecycleState: "Standby" })],
  });

  it("leave standby if there is room for them", () => {
    expect(stallOf(group, {}, { late: true })).toMatchObject({
      cause: "1 server of shop-v002 in standby, so they don't count, e.g. i-2.",
      clear: { calls: [{ call: "ExitStandby", groupName: NAME, serverIds: ["i-2"] }] },
    });
    expect(stallOf(group)).toBeNull();
  });

  it("without room: said, and nothing is offered that AWS would refuse", () => {
    const full = stallOf({ ...group, maxSize: 2 }, {}, { late: true });
    expect(full?.cure).toContain("Raise the maximum of shop-v002 (2)");
    expect(full?.clear).toBeUndefined();
  });

  it("protected: at most fifty in one call", () => {
    const many = Array.from({ length: 60 }, (_, at) => member(`i-${String(at)}`));
    const [call] = protectedStall(group, many).clear?.calls ?? [];
    expect(call).toMatchObject({ call: "SetInstanceProtection", protectedFromScaleIn: false });
    expect(call && "serverIds" in call && call.serverIds.length).toBe(50);
  });
});

describe("health, when it is late", () => {
  const group = ofTwo({ members: both });
  const targets: readonly TargetGroupFact[] = [
    {
      arn: ARN,
      name: "tg-shop",
      protocol: "HTTP",
      port: 8080,
      healthCheckIntervalSeconds: 30,
      healthyThreshold: 5,
      deregistrationDelaySeconds: 300,
      readAtMs: 0,
    },
  ];
  const late = { late: true };

  it.each([
    [
      "Target.ResponseCodeMismatch",
      "Health checks failed with these codes: [503]",
      "They answer at HTTP:8080, but not with a code that tg-shop expects.",
    ],
    ["Target.Timeout", "Request timed out", "They don't answer in time at HTTP:8080."],
    ["Target.FailedHealthChecks", "Health checks failed", "No connection at HTTP:8080"],
    ["Target.NotInUse", "Target group is not configured", "No listener of a load balancer"],
    ["Target.InvalidState", "Target is in the stopped state", "The server doesn't run"],
    ["Elb.InternalError", "Health checks failed", "The fault is the load balancer's own."],
  ])("%s", (reason, description, meaning) => {
    const health = [target("i-1", "healthy"), target("i-2", "unhealthy", reason, description)];
    expect(stallOf(group, { health, targets })).toBeNull();
    expect(stallOf(group, { health, targets }, late)?.cause).toContain(
      `1 server of shop-v002 not healthy at the load balancer, e.g. i-2: ${reason}: ${description}. ${meaning}`,
    );
  });

  it("says where the health check really looks, if that is known", () => {
    const check = targets.map((one) => ({ ...one, healthCheck: "HTTP:9000/health" }));
    const health = [target("i-1", "healthy"), target("i-2", "unhealthy", "Target.Timeout")];
    expect(stallOf(group, { health, targets: check }, late)?.cause).toContain(
      "at HTTP:9000/health.",
    );
  });

  it("status checks that are impaired, by whose side it is", () => {
    const health = [target("i-1", "healthy"), target("i-2", "healthy")];
    const check = { serverId: both[1]?.serverId ?? ("" as never) };
    const system = { ...check, system: "impaired", instance: "ok" };
    const own = { ...check, system: "ok", instance: "impaired" };
    expect(stallOf(group, { health, checks: [system] }, late)?.cause).toContain("AWS's side");
    expect(stallOf(group, { health, checks: [own] }, late)?.cause).toContain("EC2's status check");
  });

  it("in service and not registered: ended one at a time, so that AWS starts another one", () => {
    const health = [target("i-1", "healthy")];
    expect(stallOf(group, { health }, late)).toMatchObject({
      clear: {
        label: "End i-2, which has no traffic",
        calls: [{ call: "TerminateInstanceInAutoScalingGroup", serverId: "i-2", decrement: false }],
      },
    });
  });

  it("a drain that takes as long as the target group lets it", () => {
    const health = [target("i-1", "healthy"), target("i-2", "healthy")];
    const waiting = launch("", {
      statusCode: "WaitingForELBConnectionDraining",
      description: "Terminating EC2 instance: i-3 - Waiting For ELB Connection Draining.",
      startedAtMs: NOW_MS - 4 * MINUTE,
      endedAtMs: null,
    });
    expect(stallOf(group, { health, targets, activities: [waiting] }, late)?.cause).toBe(
      "1 server of shop-v002 waits for its last connections to end. They end after 300 s at the latest, by the target group.",
    );
    const overdue = { ...waiting, startedAtMs: NOW_MS - 9 * MINUTE };
    expect(stallOf(group, { health, targets, activities: [overdue] }, late)?.cause).toBe(
      "1 server of shop-v002 waits for its last connections to end, longer than the 300 s that the target group gives.",
    );
  });

  it("all well: nothing holds it", () => {
    const health = [target("i-1", "healthy"), target("i-2", "healthy")];
    expect(stallOf(group, { health, targets, checks: [], refresh: null }, late)).toBeNull();
  });
});
