/** What an operation has just taken away itself, and that AWS's lists don't show yet. */
import { describe, expect, it } from "vitest";
import { guard } from "../../../shared/guard/guard.ts";
import type { GuardReading } from "../../../shared/guard/asked.ts";
import { withOwnCalls, type OwnCall } from "../../../shared/guard/own-calls.ts";
import { servingServers } from "../../../shared/guard/serving.ts";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import { groupName, serverId, targetGroupArn } from "../../../shared/model/ids.ts";
import { aGroup } from "../../shell/operations/small-facts.ts";

const ARN = targetGroupArn("arn:targetgroup/tg/1");
const A = groupName("shop-v001");
const ids = Array.from({ length: 4 }, (_, at) => serverId(`i-${String(at)}`));
const [first = serverId(""), second = serverId("")] = ids;
const ok: CallOutcome = { kind: "ok", requestId: null, produced: {} };
const failed: CallOutcome = { kind: "failed", code: "Throttling", message: "", requestId: null };

const group = aGroup(A, {
  members: ids.map((id) => ({
    serverId: id,
    zone: "a",
    instanceType: null,
    lifecycleState: "InService",
    healthStatus: "Healthy",
    template: null,
    protectedFromScaleIn: false,
  })),
  desiredCapacity: 4,
  arns: [ARN],
});
const listed: GuardReading = {
  groups: new Map([[A, group]]),
  targetGroupArns: [ARN],
  targetHealth: ids.map((id) => ({
    targetGroupArn: ARN,
    serverId: id,
    state: "healthy",
    reason: null,
    description: null,
  })),
  readAtMs: 0,
  servers: [],
  extras: null,
};

const end = (id = first): Call => ({
  call: "TerminateInstanceInAutoScalingGroup",
  groupName: A,
  serverId: id,
  decrement: false,
});
const standby = {
  call: "EnterStandby",
  groupName: A,
  serverIds: [first],
  decrement: true,
} as const;
const back = { call: "ExitStandby", groupName: A, serverIds: [first] } as const;
const traffic = { groupName: A, targetGroupArns: [ARN] };
const detach = { call: "DetachTrafficSources", ...traffic } as const;
const attach = { call: "AttachTrafficSources", ...traffic } as const;
const serving = (...made: readonly OwnCall[]) => servingServers(withOwnCalls(listed, made)).size;
const made = (call: Call, outcome: CallOutcome | null = ok): OwnCall => ({ call, outcome });

describe("a reading that lags behind the operation's own calls", () => {
  it.each<[string, readonly OwnCall[], number]>([
    ["nothing was asked", [], 4],
    ["one was ended", [made(end())], 3],
    ["one was ended, perhaps", [made(end(), null)], 3],
    ["one was to be ended, and AWS refused", [made(end(), failed)], 4],
    ["one was taken into standby", [made(standby)], 3],
    ["one came back from standby", [made(standby), made(back)], 4],
    ["one came back from standby, perhaps", [made(standby), made(back, null)], 3],
    ["its traffic was taken", [made(detach)], 0],
    ["its traffic was taken and given again", [made(detach), made(attach)], 4],
    ["its traffic was taken and given again, perhaps", [made(detach), made(attach, null)], 0],
  ])("%s", (_, calls, count) => {
    expect(serving(...calls)).toBe(count);
  });

  it("lets no second one go where only one may, though both are still listed", () => {
    expect(guard(end(second), listed, 3)).toMatchObject({ ok: true });
    const known = withOwnCalls(listed, [made(end(first))]);
    expect(guard(end(second), known, 3)).toMatchObject({ ok: false });
  });
});
