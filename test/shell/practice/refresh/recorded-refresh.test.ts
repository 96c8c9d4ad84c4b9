/**
 * The refresh of a group of one that was recorded against real AWS, state by state: same statuses, reasons,
 * percentages and counts in the same order. Times have tolerances: practice servers take longer to boot.
 */
import {
  DescribeAutoScalingGroupsCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import type { InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import { beforeAll, expect, it } from "vitest";
import { activities } from "../group-questions.ts";
import type { SmallRegion } from "../small-region.ts";
import {
  AutoScalingGroupName,
  newest,
  refreshRegion,
  rollBack,
  start,
  templateVersion,
  versions,
} from "./refresh-questions.ts";

interface Row {
  readonly status: string;
  readonly reason: string | null;
  readonly percent: number | null;
  readonly toUpdate: number | null;
}

/** Seconds since the start, and what was seen from then on. */
type Sighting = Row & { readonly second: number };

const noData = "i has insufficient data to evaluate its health with Amazon EC2.";
const EXPECTED: readonly (Row & { readonly from: number; readonly to: number })[] = [
  row([0, 0], "Pending", null, null, null),
  row([8, 12], "InProgress", 0, 1, null),
  row(
    [24, 32],
    "InProgress",
    25,
    1,
    `Waiting for remaining instances to be available. For example: ${noData}`,
  ),
  row(
    [85, 240],
    "InProgress",
    50,
    1,
    "Waiting for terminating instances before continuing. For example: i is terminating.",
  ),
  row(
    [100, 260],
    "InProgress",
    100,
    0,
    "Waiting for terminating instances before continuing. For example: i is terminating.",
  ),
  row(
    [115, 320],
    "Baking",
    100,
    0,
    "Waiting for bake time to finish before continuing. There are N seconds left.",
  ),
  row([116, 321], "RollbackInProgress", 100, 0, "Rollback triggered due to user request."),
  row(
    [133, 345],
    "RollbackInProgress",
    50,
    1,
    "Waiting for a health check interval to pass before continuing.",
  ),
  row(
    [150, 365],
    "RollbackInProgress",
    50,
    1,
    `Waiting for remaining instances to be available. For example: ${noData}`,
  ),
  row(
    [200, 520],
    "RollbackInProgress",
    50,
    1,
    "Waiting for terminating instances before continuing. For example: i is terminating.",
  ),
  row(
    [220, 540],
    "RollbackInProgress",
    0,
    1,
    "Waiting for terminating instances before continuing. For example: i is terminating.",
  ),
  row([240, 620], "RollbackSuccessful", 0, 1, null),
];

function row(
  [from, to]: readonly [number, number],
  status: string,
  percent: number | null,
  toUpdate: number | null,
  reason: string | null,
) {
  return { from, to, status, percent, toUpdate, reason };
}

const seen: Sighting[] = [];
let region: SmallRegion;
const story = { id: "", secondStart: "", detailsAfter: 0 };

const toRow = (refresh: InstanceRefresh): Row => ({
  status: refresh.Status ?? "",
  reason:
    refresh.StatusReason?.replaceAll(/i-0\w+/g, "i").replace(/are \d+ sec/, "are N sec") ?? null,
  percent: refresh.PercentageComplete ?? null,
  toUpdate: refresh.InstancesToUpdate ?? null,
});

const rowOf = ({ status, reason, percent, toUpdate }: Row): Row => ({
  status,
  reason,
  percent,
  toUpdate,
});

function note(second: number, next: Row): void {
  const last = seen.at(-1);
  if (!last || JSON.stringify(rowOf(last)) !== JSON.stringify(next)) seen.push({ ...next, second });
}

beforeAll(async () => {
  region = await refreshRegion(1);
  story.id = await start(region, RECORDED);
  story.secondStart = await start(region, RECORDED).catch((error: Error) => error.message);
  const same = { AutoScalingGroupName, ...templateVersion(region, "1") };
  await region.groups.send(new UpdateAutoScalingGroupCommand(same));
  await watch();
});

const RECORDED = {
  MinHealthyPercentage: 100,
  MaxHealthyPercentage: 100,
  InstanceWarmup: 0,
  BakeTime: 60,
  CheckpointPercentages: [100],
  CheckpointDelay: 0,
};

async function watch(): Promise<void> {
  for (let second = 0; second < 900; second++) {
    const refresh = await newest(region);
    note(second, toRow(refresh));
    if (refresh.RollbackDetails && story.detailsAfter === 0) story.detailsAfter = second;
    if (refresh.EndTime) return;
    if (refresh.Status === "Baking") await whileBaking();
    region.advance(1000);
  }
}

async function whileBaking(): Promise<void> {
  const { AutoScalingGroups: [group] = [] } = await region.groups.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [AutoScalingGroupName] }),
  );
  expect(group?.LaunchTemplate?.Version).toBe("1");
  expect(group?.Instances?.map((member) => member.LaunchTemplate?.Version)).toEqual(["2"]);
  const { InstanceRefreshId } = await rollBack(region);
  expect(InstanceRefreshId).toBe(story.id);
}

it("shows the same states in the same order", () => {
  expect(seen.map(rowOf)).toEqual(EXPECTED.map(rowOf));
});

it.each(EXPECTED.map((each, index) => ({ ...each, index })))(
  "$status $percent % begins between $from and $to s",
  ({ index, from, to }) => {
    expect(seen[index]?.second).toBeGreaterThanOrEqual(from);
    expect(seen[index]?.second).toBeLessThanOrEqual(to);
  },
);

it("refuses a second one in AWS's words", () => {
  expect(story.secondStart).toBe(
    "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.",
  );
});

it("shows the details of the rollback some seconds after its status", () => {
  const rollback = seen.find(({ status }) => status === "RollbackInProgress")?.second ?? 0;
  expect(story.detailsAfter - rollback).toBeGreaterThanOrEqual(1);
  expect(story.detailsAfter - rollback).toBeLessThanOrEqual(6);
});

it("launches before it terminates, and says why", async () => {
  const ours = (await activities(region)).filter((activity) =>
    activity.Cause?.endsWith("in response to an instance refresh."),
  );
  const kinds = ours.map(({ Description = "" }) => Description.split(" ")[0]).toReversed();
  expect(kinds).toEqual(["Launching", "Terminating", "Launching", "Terminating"]);
  expect(ours.at(-1)?.Cause).toMatch(
    /^At \S+Z an instance was launched in response to an instance refresh\.$/,
  );
  expect(ours.at(-2)?.Cause).toMatch(
    /^At \S+Z an instance was taken out of service in response to an instance refresh\.$/,
  );
});

it("ends with what was there before, and its preferences as they were given", async () => {
  expect(await versions(region)).toEqual(["1"]);
  const refresh = await newest(region);
  expect(refresh.Preferences).toMatchObject(RECORDED);
  expect(refresh.RollbackDetails).toMatchObject({
    RollbackReason: "Rollback triggered due to user request.",
    PercentageCompleteOnRollback: 100,
    InstancesToUpdateOnRollback: 0,
  });
});
