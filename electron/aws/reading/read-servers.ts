import {
  DescribeInstancesCommand,
  GetConsoleOutputCommand,
  type DescribeInstancesRequest,
  type GetConsoleOutputRequest,
} from "@aws-sdk/client-ec2";
import { BennuError } from "../../../shared/errors.ts";
import type { ServerFact } from "../../../shared/model/facts.ts";
import type { ImageId, ServerId } from "../../../shared/model/ids.ts";
import type { Priority } from "../../ports.ts";
import { mapServer } from "../mapping/map-server.ts";
import { allOf, inBatches, pagesOf } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

const PAGE = 1000;
/** AWS takes 200 values a filter. A filter leaves unknown ids out, where the parameter fails as a whole. */
const IDS_A_CALL = 200;
/** All but `terminated`: those stay visible for an hour and are no servers any more. */
const THERE = {
  Name: "instance-state-name",
  Values: ["pending", "running", "stopping", "stopped", "shutting-down"],
};

export const serverPages = (context: ReadingContext, priority: Priority) =>
  pagesWhere(context, priority, { Filters: [THERE] });

/** Terminated ones too, as long as AWS shows them. */
export const readServers = (
  context: ReadingContext,
  ids: readonly ServerId[],
  priority: Priority,
) =>
  inBatches(ids, IDS_A_CALL, (batch) =>
    allOf(
      pagesWhere(context, priority, { Filters: [{ Name: "instance-id", Values: [...batch] }] }),
    ),
  );

export const readServersByTag = (context: ReadingContext, key: string, value: string | null) => {
  const tagged =
    value === null ? { Name: "tag-key", Values: [key] } : { Name: `tag:${key}`, Values: [value] };
  return allOf(pagesWhere(context, 0, { Filters: [THERE, tagged] }));
};

export const readServersFrom = (context: ReadingContext, ids: readonly ImageId[]) =>
  inBatches(ids, IDS_A_CALL, (batch) =>
    allOf(pagesWhere(context, 1, { Filters: [THERE, { Name: "image-id", Values: [...batch] }] })),
  );

async function* pagesWhere(
  context: ReadingContext,
  priority: Priority,
  request: DescribeInstancesRequest,
): AsyncGenerator<readonly ServerFact[]> {
  const read = reads(context, "ec2", priority);
  const readPage = (token: string | undefined) => {
    const readAtMs = context.clock.now();
    const command = new DescribeInstancesCommand({
      ...request,
      MaxResults: PAGE,
      NextToken: token,
    });
    return read("DescribeInstances", async () => ({
      ...(await context.clients.ec2.send(command)),
      readAtMs,
    }));
  };
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken)) {
    const instances = (page.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
    yield instances.map((instance) => mapServer(instance, page.readAtMs));
  }
}

/** The last 64 KB that the server printed; empty right after the launch. */
export async function readConsole(context: ReadingContext, id: ServerId): Promise<string> {
  try {
    return await readOutput(context, { InstanceId: id, Latest: true });
  } catch (error) {
    // `Latest` is for Nitro instances only; others have what was posted at their last transition.
    if (!(error instanceof BennuError && error.code === "invalid-input")) throw error;
    return readOutput(context, { InstanceId: id });
  }
}

async function readOutput(
  { send, clients }: ReadingContext,
  request: GetConsoleOutputRequest,
): Promise<string> {
  const answer = await send({
    service: "ec2",
    operation: "GetConsoleOutput",
    priority: 0,
    run: () => clients.ec2.send(new GetConsoleOutputCommand(request)),
  });
  return Buffer.from(answer.Output ?? "", "base64").toString("utf8");
}
