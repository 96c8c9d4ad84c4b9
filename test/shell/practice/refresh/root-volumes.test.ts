/** New root volumes for servers that stay: by a task of EC2, and by an instance refresh with ReplaceRootVolume. */
import {
  AttachLoadBalancerTargetGroupsCommand,
  CompleteLifecycleActionCommand,
  PutLifecycleHookCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateReplaceRootVolumeTaskCommand,
  DescribeInstancesCommand,
  DescribeReplaceRootVolumeTasksCommand,
  DeregisterImageCommand,
  StopInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { memberStates, MINUTE_MS, readGroup, until } from "../group-questions.ts";
import { GOOD_IMAGE, ILL_IMAGE, TARGET_GROUP } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";
import {
  AutoScalingGroupName,
  newest,
  refreshRegion,
  rollBack,
  start,
  untilStatus,
} from "./refresh-questions.ts";

const policy = (region: SmallRegion, ImageId: string, Version = "1") => ({
  MixedInstancesPolicy: {
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: region.template.id, Version },
      Overrides: [{ InstanceType: "m6i.large", ImageId }],
    },
  },
});

/** Regions of the same seed have the same ids: the template's is known from another one. */
async function mixedRegion(size: number): Promise<SmallRegion> {
  const template = (await refreshRegion(0)).template.id;
  const specification = { LaunchTemplateId: template, Version: "1" };
  const overrides = [{ InstanceType: "m6i.large", ImageId: GOOD_IMAGE }];
  const launch = { LaunchTemplateSpecification: specification, Overrides: overrides };
  return refreshRegion(size, {
    LaunchTemplate: undefined,
    MixedInstancesPolicy: { LaunchTemplate: launch },
  });
}

const begin = (region: SmallRegion, image = ILL_IMAGE, version = "1") =>
  start(
    region,
    { BakeTime: 600 },
    {
      Strategy: "ReplaceRootVolume",
      DesiredConfiguration: policy(region, image, version),
    },
  );

async function servers(region: SmallRegion) {
  const ids = ((await readGroup(region))?.Instances ?? []).map((each) => each.InstanceId ?? "");
  const { Reservations = [] } = await region.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: ids }),
  );
  const all = Reservations.flatMap(({ Instances = [] }) => Instances);
  return all.map(({ InstanceId, ImageId }) => ({ InstanceId, ImageId }));
}

describe("a refresh with new root volumes", () => {
  it("keeps the servers and changes what they are from", async () => {
    const region = await mixedRegion(3);
    const before = (await servers(region)).map(({ InstanceId }) => InstanceId);
    await begin(region);
    const seen = new Set<string>();
    await until(
      region,
      async () => {
        for (const state of await memberStates(region)) seen.add(state ?? "");
        return (await newest(region)).Status === "Successful";
      },
      60 * MINUTE_MS,
    );
    expect([...seen]).toEqual([
      "InService",
      "ReplacingRootVolume",
      "RootVolumeReplaced",
      "Pending",
    ]);
    const after = await servers(region);
    expect(after.map(({ InstanceId }) => InstanceId)).toEqual(before);
    expect(new Set(after.map(({ ImageId }) => ImageId))).toEqual(new Set([ILL_IMAGE]));
    expect(await newest(region)).toMatchObject({
      Strategy: "ReplaceRootVolume",
      PercentageComplete: 100,
      InstancesToUpdate: 0,
    });
  });

  it("can be turned back in the same way", async () => {
    const region = await mixedRegion(2);
    const before = await servers(region);
    await begin(region);
    await untilStatus(region, "Baking");
    await rollBack(region);
    await untilStatus(region, "RollbackSuccessful");
    expect(await servers(region)).toEqual(before);
  });

  it("waits for hooks before the replacement", async () => {
    const region = await mixedRegion(1);
    const hook = { AutoScalingGroupName, LifecycleHookName: "drain" };
    await region.groups.send(
      new PutLifecycleHookCommand({
        ...hook,
        LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      }),
    );
    await begin(region);
    const waits = async () =>
      (await memberStates(region)).includes("ReplacingRootVolume:Wait" as never);
    await until(region, waits, 2 * MINUTE_MS);
    const InstanceId = (await servers(region))[0]?.InstanceId;
    await region.groups.send(
      new CompleteLifecycleActionCommand({
        ...hook,
        InstanceId,
        LifecycleActionResult: "CONTINUE",
      }),
    );
    await untilStatus(region, "Successful");
  });

  it("ends a server whose replacement fails", async () => {
    const region = await mixedRegion(2);
    const before = (await servers(region)).map(({ InstanceId }) => InstanceId);
    await begin(region);
    await until(
      region,
      async () => (await memberStates(region)).includes("ReplacingRootVolume"),
      2 * MINUTE_MS,
    );
    await region.ec2.send(new DeregisterImageCommand({ ImageId: ILL_IMAGE }));
    region.advance(10 * MINUTE_MS);
    const after = (await servers(region)).map(({ InstanceId }) => InstanceId);
    expect(after.filter((id) => before.includes(id)).length).toBeLessThan(2);
  });

  it.each(["$Latest", "$Default"])("is refused for %s", async (version) => {
    const region = await mixedRegion(1);
    await expect(begin(region, ILL_IMAGE, version)).rejects.toMatchObject({
      name: "ValidationError",
      message: expect.stringContaining("$Latest and $Default") as string,
    });
  });

  it("is refused behind a load balancer, which can't be attached meanwhile either", async () => {
    const region = await mixedRegion(1);
    await begin(region);
    const wish = { AutoScalingGroupName, TargetGroupARNs: [TARGET_GROUP] };
    const attach = () => region.groups.send(new AttachLoadBalancerTargetGroupsCommand(wish));
    await expect(attach()).rejects.toMatchObject({ Code: "InstanceRefreshInProgress" });
    await untilStatus(region, "Successful");
    await attach();
    await expect(begin(region, GOOD_IMAGE)).rejects.toThrow(/Elastic Load Balancing/);
  });
});

describe("a task of EC2", () => {
  const create = (region: SmallRegion, InstanceId: string | undefined, ClientToken?: string) =>
    region.ec2.send(
      new CreateReplaceRootVolumeTaskCommand({ InstanceId, ImageId: ILL_IMAGE, ClientToken }),
    );

  async function describeTasks(region: SmallRegion) {
    const { ReplaceRootVolumeTasks = [] } = await region.ec2.send(
      new DescribeReplaceRootVolumeTasksCommand({}),
    );
    return ReplaceRootVolumeTasks;
  }

  it("goes from pending to succeeded, once a token", async () => {
    const region = await refreshRegion(1);
    const [server] = await servers(region);
    const first = await create(region, server?.InstanceId, "once");
    const again = await create(region, server?.InstanceId, "once");
    expect(again.ReplaceRootVolumeTask?.ReplaceRootVolumeTaskId).toBe(
      first.ReplaceRootVolumeTask?.ReplaceRootVolumeTaskId,
    );
    expect(first.ReplaceRootVolumeTask?.TaskState).toBe("pending");
    region.advance(10_000);
    expect((await describeTasks(region)).map((task) => task.TaskState)).toEqual(["in-progress"]);
    region.advance(2 * MINUTE_MS);
    const [task] = await describeTasks(region);
    expect(task?.TaskState).toBe("succeeded");
    expect(task?.CompleteTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(await servers(region)).toEqual([{ ...server, ImageId: ILL_IMAGE }]);
  });

  it("needs a running server, and is alone on it", async () => {
    const region = await refreshRegion(1);
    const [server] = await servers(region);
    await create(region, server?.InstanceId);
    const refusal = { name: "IncorrectInstanceState" };
    await expect(create(region, server?.InstanceId)).rejects.toMatchObject(refusal);
    region.advance(2 * MINUTE_MS);
    await region.ec2.send(new StopInstancesCommand({ InstanceIds: [server?.InstanceId ?? ""] }));
    await expect(create(region, server?.InstanceId)).rejects.toMatchObject(refusal);
  });
});
