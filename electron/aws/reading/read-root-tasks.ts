/** How far the exchanges of servers' root volumes are; AWS tells of them for a while after they have ended. */
import {
  DescribeReplaceRootVolumeTasksCommand,
  type ReplaceRootVolumeTask,
} from "@aws-sdk/client-ec2";
import { imageId, serverId, type ServerId } from "../../../shared/model/ids.ts";
import type { RootTaskFact } from "../../../shared/model/facts/root-volumes.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { allOf, inBatches, pagesOf } from "./paged.ts";
import { reads, type ReadingContext } from "./reading-context.ts";

/** AWS takes 200 values a filter, and 50 rows a page. */
const SERVERS_A_CALL = 200;
const PAGE = 50;

export const readRootTasks = (context: ReadingContext, ids: readonly ServerId[]) =>
  inBatches(ids, SERVERS_A_CALL, (batch) => allOf(pagesOfTasks(context, batch)));

async function* pagesOfTasks(
  context: ReadingContext,
  ids: readonly ServerId[],
): AsyncGenerator<readonly RootTaskFact[]> {
  const read = reads(context, "ec2", 0);
  const readPage = (token: string | undefined) => {
    const command = new DescribeReplaceRootVolumeTasksCommand({
      Filters: [{ Name: "instance-id", Values: [...ids] }],
      MaxResults: PAGE,
      NextToken: token,
    });
    return read("DescribeReplaceRootVolumeTasks", () => context.clients.ec2.send(command));
  };
  for await (const page of pagesOf(readPage, (answer) => answer.NextToken))
    yield (page.ReplaceRootVolumeTasks ?? []).map(toTask);
}

function toTask(task: ReplaceRootVolumeTask): RootTaskFact {
  return {
    id: task.ReplaceRootVolumeTaskId ?? "",
    serverId: serverId(task.InstanceId ?? ""),
    state: task.TaskState ?? "",
    imageId: task.ImageId === undefined ? null : imageId(task.ImageId),
    startedAtMs: Date.parse(task.StartTime ?? "") || 0,
    operation: task.Tags?.find(({ Key }) => Key === TAG.operation)?.Value ?? null,
  };
}
