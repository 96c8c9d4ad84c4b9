import {
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type TargetGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { TargetGroupFact, TargetHealthFact } from "../../../shared/model/facts.ts";
import { targetGroupArn, type TargetGroupArn } from "../../../shared/model/ids.ts";
import { BennuError } from "../../../shared/errors.ts";
import type { Priority } from "../../ports.ts";
import { mapTargetGroup, mapTargetHealth } from "../mapping/map-target-group.ts";
import { batchesOf, pagesOf } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

const PAGE = 400;
const ARNS_A_CALL = 20;
const DELAYS_A_PASS = 20;

/**
 * All target groups. Their deregistration delay takes a call each, so it is filled in from the second pass on,
 * some at a time, and kept in `delays`.
 */
export async function* targetGroupPages(
  context: ReadingContext,
  priority: Priority,
  delays: Map<string, number | null>,
): AsyncGenerator<readonly TargetGroupFact[]> {
  await fillDelays(context, priority, delays);
  const readAtMs = context.clock.now();
  for await (const groups of sdkPages(context, priority)) {
    for (const { TargetGroupArn } of groups)
      delays.set(TargetGroupArn ?? "", delays.get(TargetGroupArn ?? "") ?? null);
    yield groups.map((group) =>
      mapTargetGroup(group, delays.get(group.TargetGroupArn ?? "") ?? null, readAtMs),
    );
  }
}

async function fillDelays(
  context: ReadingContext,
  priority: Priority,
  delays: Map<string, number | null>,
) {
  const missing = [...delays].filter(([, seconds]) => seconds === null).slice(0, DELAYS_A_PASS);
  const filled = await Promise.all(
    missing.map(
      async ([arn]) =>
        [arn, await orNull(readDelay(context, targetGroupArn(arn), priority))] as const,
    ),
  );
  for (const [arn, seconds] of filled) delays.set(arn, seconds);
}

/** Those that exist, with their deregistration delay. */
export async function readTargetGroups(
  context: ReadingContext,
  arns: readonly TargetGroupArn[],
): Promise<readonly TargetGroupFact[]> {
  const readAtMs = context.clock.now();
  const found = (
    await Promise.all(batchesOf(arns, ARNS_A_CALL).map((batch) => readExisting(context, batch)))
  ).flat();
  return Promise.all(
    found.map(async (group) => {
      const delay = await orNull(readDelay(context, targetGroupArn(group.TargetGroupArn ?? ""), 0));
      return mapTargetGroup(group, delay, readAtMs);
    }),
  );
}

/** One that is missing fails the whole call: then each is asked for by itself. */
async function readExisting(
  context: ReadingContext,
  arns: readonly TargetGroupArn[],
): Promise<readonly TargetGroup[]> {
  const groups = await orNull(firstPage(context, arns));
  if (groups || arns.length < 2) return groups ?? [];
  return (await Promise.all(arns.map((arn) => readExisting(context, [arn])))).flat();
}

async function firstPage(
  context: ReadingContext,
  arns: readonly TargetGroupArn[],
): Promise<readonly TargetGroup[]> {
  const read = reads(context, "elasticloadbalancing", 0);
  const command = new DescribeTargetGroupsCommand({ TargetGroupArns: [...arns] });
  return (
    (await read("DescribeTargetGroups", () => context.clients.elb.send(command))).TargetGroups ?? []
  );
}

async function* sdkPages(
  context: ReadingContext,
  priority: Priority,
): AsyncGenerator<readonly TargetGroup[]> {
  const read = reads(context, "elasticloadbalancing", priority);
  const readPage = (token: string | undefined) =>
    read("DescribeTargetGroups", () =>
      context.clients.elb.send(new DescribeTargetGroupsCommand({ PageSize: PAGE, Marker: token })),
    );
  for await (const page of pagesOf(readPage, (answer) => answer.NextMarker))
    yield page.TargetGroups ?? [];
}

async function readDelay(
  context: ReadingContext,
  arn: TargetGroupArn,
  priority: Priority,
): Promise<number | null> {
  const read = reads(context, "elasticloadbalancing", priority);
  const command = new DescribeTargetGroupAttributesCommand({ TargetGroupArn: arn });
  const answer = await read("DescribeTargetGroupAttributes", () =>
    context.clients.elb.send(command),
  );
  const delay = (answer.Attributes ?? []).find(
    ({ Key }) => Key === "deregistration_delay.timeout_seconds",
  );
  return delay?.Value === undefined ? null : Number(delay.Value);
}

/** Every registered target and those that drain; none if the target group is gone. */
export async function readTargetHealth(
  context: ReadingContext,
  arn: TargetGroupArn,
  priority: Priority,
): Promise<readonly TargetHealthFact[]> {
  const read = reads(context, "elasticloadbalancing", priority);
  const command = new DescribeTargetHealthCommand({ TargetGroupArn: arn });
  const answer = await orNull(
    read("DescribeTargetHealth", () => context.clients.elb.send(command)),
  );
  return (answer?.TargetHealthDescriptions ?? []).map((described) =>
    mapTargetHealth(arn, described),
  );
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof BennuError && error.code === "not-found") return null;
    throw error;
  }
}
