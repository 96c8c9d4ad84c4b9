/** What the tests of instance refreshes ask again and again, through the unmodified SDK. */
import {
  CancelInstanceRefreshCommand,
  DescribeInstanceRefreshesCommand,
  RollbackInstanceRefreshCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import type {
  CreateAutoScalingGroupType,
  RefreshPreferences,
  StartInstanceRefreshType,
} from "@aws-sdk/client-auto-scaling";
import {
  activities,
  allInService,
  createGroup,
  MINUTE_MS,
  readGroup,
  until,
} from "../group-questions.ts";
import { smallRegion } from "../small-region.ts";
import type { SmallRegion } from "../small-region.ts";

export const AutoScalingGroupName = "shop-v001";

/** A region with a group whose members have been in service for five minutes, without a load balancer. */
export async function refreshRegion(
  size: number,
  wishes: Partial<CreateAutoScalingGroupType> = {},
  seed = 7,
): Promise<SmallRegion> {
  const region = smallRegion(seed);
  await createGroup(region, { DesiredCapacity: size, TargetGroupARNs: [], ...wishes });
  await until(region, allInService(region, size), 5 * MINUTE_MS);
  region.advance(5 * MINUTE_MS);
  return region;
}

export const templateVersion = (region: SmallRegion, Version: string) => ({
  LaunchTemplate: { LaunchTemplateId: region.template.id, Version },
});

export async function start(
  region: SmallRegion,
  Preferences?: RefreshPreferences,
  wishes: Partial<StartInstanceRefreshType> = {},
) {
  const DesiredConfiguration = templateVersion(region, "2");
  const input = { AutoScalingGroupName, DesiredConfiguration, Preferences, ...wishes };
  const { InstanceRefreshId = "" } = await region.groups.send(
    new StartInstanceRefreshCommand(input),
  );
  return InstanceRefreshId;
}

export const cancel = (region: SmallRegion, WaitForTransitioningInstances?: boolean) =>
  region.groups.send(
    new CancelInstanceRefreshCommand({ AutoScalingGroupName, WaitForTransitioningInstances }),
  );

export const rollBack = (region: SmallRegion) =>
  region.groups.send(new RollbackInstanceRefreshCommand({ AutoScalingGroupName }));

export async function refreshes(region: SmallRegion) {
  const { InstanceRefreshes = [] } = await region.groups.send(
    new DescribeInstanceRefreshesCommand({ AutoScalingGroupName }),
  );
  return InstanceRefreshes;
}

export async function newest(region: SmallRegion) {
  const [refresh] = await refreshes(region);
  if (!refresh) throw new Error("There is no instance refresh");
  return refresh;
}

export const isIn =
  (region: SmallRegion, ...statuses: readonly string[]) =>
  async () =>
    statuses.includes((await newest(region)).Status ?? "");

/** Looks every five seconds: refreshes take long. */
export async function untilStatus(region: SmallRegion, status: string, withinMs = 60 * MINUTE_MS) {
  const isThere = isIn(region, status);
  for (let passedMs = 0; passedMs <= withinMs; passedMs += 5000) {
    if (await isThere()) return;
    region.advance(5000);
  }
  throw new Error(`The refresh did not become ${status} within ${withinMs / 1000} s`);
}

export async function versions(region: SmallRegion) {
  const members = (await readGroup(region))?.Instances ?? [];
  return members.map((member) => member.LaunchTemplate?.Version ?? "").toSorted();
}

export async function causes(region: SmallRegion, pattern: RegExp) {
  return (await activities(region)).filter((activity) => pattern.test(activity.Cause ?? ""));
}

/** Follows the group second by second; the fewest in service and the most that were active. */
export async function watchCapacity(region: SmallRegion, status: string) {
  const seen = { fewest: Infinity, most: 0 };
  for (let second = 0; second < 3 * 3600; second++) {
    const members = (await readGroup(region))?.Instances ?? [];
    const states = members.map((member) => member.LifecycleState ?? "");
    seen.fewest = Math.min(seen.fewest, states.filter((state) => state === "InService").length);
    const active = states.filter((state) => /^(InService|Pending)/.test(state));
    seen.most = Math.max(seen.most, active.length);
    if ((await newest(region)).Status === status) return seen;
    region.advance(1000);
  }
  throw new Error(`The refresh did not become ${status} within three hours`);
}

/** Looks every five seconds: the fewest that were in service for so long, or since before the first look. */
export function watchReady(region: SmallRegion, warmupMs: number) {
  const since = new Map<string, number>();
  return async (isThere: () => Promise<boolean>): Promise<number> => {
    let fewest = Infinity;
    for (let passedMs = 0; passedMs < 180 * MINUTE_MS; passedMs += 5000) {
      const ids = ((await readGroup(region))?.Instances ?? [])
        .filter(({ LifecycleState }) => LifecycleState === "InService")
        .map(({ InstanceId = "" }) => InstanceId);
      const began = since.size === 0 ? region.world.nowMs - warmupMs : region.world.nowMs;
      for (const id of ids) since.set(id, since.get(id) ?? began);
      const ready = ids.filter((id) => region.world.nowMs - (since.get(id) ?? 0) >= warmupMs);
      fewest = Math.min(fewest, ready.length);
      if (await isThere()) return fewest;
      region.advance(5000);
    }
    throw new Error("It did not come about within three hours");
  };
}
