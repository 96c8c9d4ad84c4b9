/** CreateReplaceRootVolumeTask and DescribeReplaceRootVolumeTasks. */
import type {
  CreateReplaceRootVolumeTaskCommandInput,
  CreateReplaceRootVolumeTaskCommandOutput,
  DescribeReplaceRootVolumeTasksCommandInput,
  DescribeReplaceRootVolumeTasksCommandOutput,
  ReplaceRootVolumeTask,
  ReplaceRootVolumeTaskState,
} from "@aws-sdk/client-ec2";
import { once } from "../../world/ec2/client-tokens.ts";
import { findInstance } from "../../world/ec2/lookups.ts";
import { checkRootOrder } from "../../world/ec2/root-volume/root-volume-checks.ts";
import { replaceRootVolume } from "../../world/ec2/root-volume/root-volume.ts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { RootVolumeTaskState } from "../../world/kernel/state/ec2/volumes.ts";
import type { World } from "../../world/kernel/world.ts";
import type { CallContext } from "../call-context.ts";
import { tagsAtCreation } from "./images/tags-at-creation.ts";
import { matcher } from "./filters.ts";
import type { FilterFields } from "./filters.ts";
import { pageOfTable, refuseIdsWithPages } from "./paging.ts";
import { refuseDryRun, required, tagList } from "./reply.ts";
import type { Reply } from "./reply.ts";

const LIMITS = { least: 1, most: 50 };

type Create = CreateReplaceRootVolumeTaskCommandInput;

export function CreateReplaceRootVolumeTask(
  input: Create,
  { world }: CallContext,
): Reply<CreateReplaceRootVolumeTaskCommandOutput> {
  const instanceId = findInstance(world, required(input.InstanceId, "InstanceId")).id;
  checkRate(input);
  if (input.DryRun) checkRootOrder(world, { instanceId, ...sourceOf(input) });
  refuseDryRun(input);
  const { ClientToken: token, ...parameters } = input;
  const use = { operation: "CreateReplaceRootVolumeTask", scope: "", token, parameters };
  const [id = ""] = once(world, use, () => [order(world, instanceId, input).id]);
  return { ReplaceRootVolumeTask: taskShape(findTask(world, id)) };
}

/** MiB/s. It is checked and makes no difference. */
function checkRate({ VolumeInitializationRate: rate }: Create): void {
  if (rate === undefined || (rate >= 100 && rate <= 300)) return;
  const words = `The volume initialization rate ${rate} is not in the valid range: 100 - 300.`;
  throw new PracticeError("InvalidParameterValue", words);
}

const sourceOf = ({ ImageId, SnapshotId, VolumeId }: Create) => ({
  imageId: ImageId ?? null,
  snapshotId: SnapshotId ?? null,
  volumeId: VolumeId ?? null,
});

const order = (world: World, instanceId: string, input: Create): RootVolumeTaskState =>
  replaceRootVolume(world, {
    instanceId,
    ...sourceOf(input),
    deleteReplaced: input.DeleteReplacedRootVolume ?? false,
    tags: taskTags(input),
  });

const taskTags = ({ TagSpecifications: specs }: Create) =>
  tagsAtCreation(specs, ["replace-root-volume-task"])["replace-root-volume-task"];

function findTask(world: World, id: string): RootVolumeTaskState {
  const task = world.state.rootVolumeTasks.get(id);
  if (task) return task;
  const words = `The replace root volume task '${id}' does not exist.`;
  throw new PracticeError("InvalidReplaceRootVolumeTaskId.NotFound", words);
}

const FIELDS: FilterFields<RootVolumeTaskState> = {
  "instance-id": (task) => [task.instanceId],
};

export function DescribeReplaceRootVolumeTasks(
  input: DescribeReplaceRootVolumeTasksCommandInput,
  { world }: CallContext,
): Reply<DescribeReplaceRootVolumeTasksCommandOutput> {
  refuseDryRun(input);
  const ids = input.ReplaceRootVolumeTaskIds;
  refuseIdsWithPages(ids, input, "replaceRootVolumeTaskIdSet");
  const matches = matcher(input.Filters, FIELDS, (task) => task.tags);
  if (ids && ids.length > 0) {
    const found = ids.map((id) => findTask(world, id)).filter(matches);
    return { ReplaceRootVolumeTasks: found.map(taskShape) };
  }
  const { items, NextToken } = pageOfTable(world.state.rootVolumeTasks, input, LIMITS, matches);
  return { ReplaceRootVolumeTasks: items.map(taskShape), NextToken };
}

const atSecond = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

const taskShape = (task: RootVolumeTaskState): ReplaceRootVolumeTask => ({
  ReplaceRootVolumeTaskId: task.id,
  InstanceId: task.instanceId,
  TaskState: task.state as ReplaceRootVolumeTaskState,
  StartTime: atSecond(task.startedAtMs),
  CompleteTime: task.completedAtMs === null ? undefined : atSecond(task.completedAtMs),
  ImageId: task.imageId ?? undefined,
  SnapshotId: task.snapshotId ?? undefined,
  DeleteReplacedRootVolume: task.deleteReplaced,
  Tags: tagList(task.tags),
});
