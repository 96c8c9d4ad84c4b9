/** Ending, stopping and starting servers. */
import type {
  InstanceStateChange,
  RebootInstancesCommandInput,
  StartInstancesCommandInput,
  StartInstancesCommandOutput,
  StopInstancesCommandInput,
  StopInstancesCommandOutput,
  TerminateInstancesCommandInput,
  TerminateInstancesCommandOutput,
} from "@aws-sdk/client-ec2";
import { reboot, start, stop, terminate } from "../../../world/ec2/instance-life.ts";
import { findInstances } from "../../../world/ec2/lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { InstanceState } from "../../../world/kernel/state-ec2.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { stateShape } from "./instance-shape.ts";
import { refuseDryRun, requiredList } from "../reply.ts";
import type { Reply } from "../reply.ts";

interface ByIds {
  readonly InstanceIds: string[] | undefined;
  readonly DryRun?: boolean | undefined;
}

function named(world: World, input: ByIds): InstanceState[] {
  const instances = findInstances(world, requiredList(input.InstanceIds, "InstanceIds"));
  refuseDryRun(input);
  return instances;
}

function change(
  instance: InstanceState,
  act: (instance: InstanceState) => void,
): InstanceStateChange {
  const PreviousState = stateShape(instance.state);
  act(instance);
  return { InstanceId: instance.id, PreviousState, CurrentState: stateShape(instance.state) };
}

/** A protected server saves the others of its zone too; those of other zones end although the call fails. */
export function TerminateInstances(
  input: TerminateInstancesCommandInput,
  { world }: CallContext,
): Reply<TerminateInstancesCommandOutput> {
  const instances = named(world, input);
  const safe = instances.find((instance) => instance.disableApiTermination);
  const savedZones = new Set(
    instances.filter((each) => each.disableApiTermination).map((each) => each.zone),
  );
  const ending = instances.filter((instance) => !savedZones.has(instance.zone));
  const changes = ending.map((each) =>
    change(each, (instance) => terminate(world, instance, "user")),
  );
  if (safe) throw protectedFromTermination(safe);
  return { TerminatingInstances: changes };
}

function protectedFromTermination({ id }: InstanceState): PracticeError {
  const words = `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`;
  return new PracticeError("OperationNotPermitted", words);
}

export function StopInstances(
  input: StopInstancesCommandInput,
  { world }: CallContext,
): Reply<StopInstancesCommandOutput> {
  const instances = named(world, input);
  return {
    StoppingInstances: instances.map((each) =>
      change(each, (instance) => stop(world, instance, "user")),
    ),
  };
}

export function StartInstances(
  input: StartInstancesCommandInput,
  { world }: CallContext,
): Reply<StartInstancesCommandOutput> {
  const instances = named(world, input);
  return {
    StartingInstances: instances.map((each) => change(each, (instance) => start(world, instance))),
  };
}

export function RebootInstances(
  input: RebootInstancesCommandInput,
  { world }: CallContext,
): object {
  for (const instance of named(world, input))
    if (instance.state === "running") reboot(world, instance);
  return {};
}
