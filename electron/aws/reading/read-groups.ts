import {
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
  DescribeTrafficSourcesCommand,
} from "@aws-sdk/client-auto-scaling";
import type { AwsFields } from "../../../shared/model/calls/aws-fields.ts";
import type { ActivityFact, GroupFact } from "../../../shared/model/facts.ts";
import type { GroupName } from "../../../shared/model/ids.ts";
import type { Priority } from "../../ports.ts";
import { awsFields } from "../mapping/aws-fields.ts";
import { mapActivity } from "../mapping/map-activity.ts";
import { mapGroup } from "../mapping/map-group.ts";
import { allOf, inBatches, pagesOf } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

const PAGE = 100;

/** All groups, or those named; a name that AWS doesn't know is left out. */
export async function* groupPages(
  context: ReadingContext,
  priority: Priority,
  names?: readonly GroupName[],
): AsyncGenerator<readonly GroupFact[]> {
  const read = reads(context, "autoscaling", priority);
  const filter = names ? { AutoScalingGroupNames: [...names] } : {};
  const readPage = (token: string | undefined) => {
    const readAtMs = context.clock.now();
    const command = new DescribeAutoScalingGroupsCommand({
      ...filter,
      MaxRecords: PAGE,
      NextToken: token,
    });
    return read("DescribeAutoScalingGroups", async () => ({
      ...(await context.clients.autoScaling.send(command)),
      readAtMs,
    }));
  };
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken)) {
    yield (page.AutoScalingGroups ?? []).map((group) => mapGroup(group, page.readAtMs));
  }
}

const NAMES_A_CALL = 50;

export const readGroups = (
  context: ReadingContext,
  names: readonly GroupName[],
  priority: Priority,
) => inBatches(names, NAMES_A_CALL, (batch) => allOf(groupPages(context, priority, batch)));

/** Whole, with every field that AWS gave, for holding two groups against each other. */
export async function readGroupAsDescribed(
  context: ReadingContext,
  name: GroupName,
): Promise<AwsFields | null> {
  const read = reads(context, "autoscaling", 0);
  const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] });
  const { AutoScalingGroups: groups = [] } = await read("DescribeAutoScalingGroups", () =>
    context.clients.autoScaling.send(command),
  );
  const [group] = groups;
  return group === undefined ? null : awsFields(group);
}

/** Newest first, back to that time. */
export async function readActivities(
  context: ReadingContext,
  name: GroupName,
  sinceMs: number,
): Promise<readonly ActivityFact[]> {
  const read = reads(context, "autoscaling", 0);
  const readPage = (token: string | undefined) => {
    const command = new DescribeScalingActivitiesCommand({
      AutoScalingGroupName: name,
      MaxRecords: PAGE,
      NextToken: token,
    });
    return read("DescribeScalingActivities", () => context.clients.autoScaling.send(command));
  };
  const found: ActivityFact[] = [];
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken)) {
    const mapped = (page.Activities ?? []).map(mapActivity);
    found.push(...mapped.filter(({ startedAtMs }) => startedAtMs >= sinceMs));
    if (mapped.some(({ startedAtMs }) => startedAtMs < sinceMs)) break;
  }
  return found;
}

export async function readTrafficSources(context: ReadingContext, name: GroupName) {
  const read = reads(context, "autoscaling", 0);
  const readPage = (token: string | undefined) => {
    const command = new DescribeTrafficSourcesCommand({
      AutoScalingGroupName: name,
      TrafficSourceType: "elbv2",
      MaxRecords: 50,
      NextToken: token,
    });
    return read("DescribeTrafficSources", () => context.clients.autoScaling.send(command));
  };
  const states: Record<string, string> = {};
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken)) {
    for (const { Identifier, TrafficSource, State } of page.TrafficSources ?? []) {
      states[Identifier ?? TrafficSource ?? ""] = State ?? "";
    }
  }
  return states;
}
