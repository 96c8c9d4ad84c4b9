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
import { checkPlacesToStart } from "../../../world/ec2/capacity/places.ts";
import { reboot, start, stop, terminate } from "../../../world/ec2/instances/instance-life.ts";
import { checkMayStart, checkMayStop } from "../../../world/ec2/instances/state-words.ts";
import { findInstances } from "../../../world/ec2/lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { stateShape } from "./instance-shape.ts";
import { refuseDryRun, requiredList } from "../reply.ts";
import type { Reply } from "../reply.ts";

export interface ByIds {
  readonly InstanceIds: string[] | undefined;
  readonly DryRun?: boolean | undefined;
}

/** All of them are looked at before anything happens to one. */
export function named(
  world: World,
  input: ByIds,
  check: (instance: InstanceState) => void = () => undefined,
): InstanceState[] {
  const ids = new Set(requiredList(input.InstanceIds, "InstanceIds"));
  const instances = findInstances(world, [...ids]);
  for (const instance of instances) check(instance);
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

/**
 * A protected server saves the others of its zone too; those of other zones end although the call fails. Who may not be
 * stopped may not be terminated either.
 */
export function TerminateInstances(
  input: TerminateInstancesCommandInput,
  { world }: CallContext,
): Reply<TerminateInstancesCommandOutput> {
  const instances = named(world, input, (each) => {
    if (input.DryRun && isSafe(each)) throw protectedFromTermination(each);
  });
  const safe = instances.find(isSafe);
  const savedZones = new Set(instances.filter(isSafe).map((each) => each.zone));
  const ending = instances.filter((instance) => !savedZones.has(instance.zone));
  const changes = ending.map((each) =>
    change(each, (instance) => terminate(world, instance, "user")),
  );
  if (safe) throw protectedFromTermination(safe);
  return { TerminatingInstances: changes };
}

/** One that is on its way out already needs no saving. */
const isSafe = ({ state, disableApiTermination, disableApiStop }: InstanceState) =>
  (disableApiTermination || (disableApiStop ?? false)) &&
  state !== "shutting-down" &&
  state !== "terminated";

function protectedFromTermination(instance: InstanceState): PracticeError {
  const { disableApiTermination } = instance;
  return mayNot(
    instance,
    "terminated",
    disableApiTermination ? "disableApiTermination" : "disableApiStop",
  );
}

function mayNot({ id }: InstanceState, what: string, attribute: string): PracticeError {
  const words = `The instance '${id}' may not be ${what}. Modify its '${attribute}' instance attribute and try again.`;
  return new PracticeError("OperationNotPermitted", words);
}

export function StopInstances(
  input: StopInstancesCommandInput,
  { world }: CallContext,
): Reply<StopInstancesCommandOutput> {
  const instances = named(world, input, (each) => {
    checkMayStop(each);
    if (each.disableApiStop && each.state === "running")
      throw mayNot(each, "stopped", "disableApiStop");
  });
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
  const instances = named(world, input, checkMayStart);
  checkPlacesToStart(
    world,
    instances.filter(({ state }) => state === "stopped"),
  );
  return {
    StartingInstances: instances.map((each) => change(each, (instance) => start(world, instance))),
  };
}

export function RebootInstances(
  input: RebootInstancesCommandInput,
  { world }: CallContext,
): object {
  for (const instance of named(world, input, checkMayReboot))
    if (instance.state === "running") reboot(world, instance);
  return {};
}

/** Reboots of servers that have ended are passed over. */
function checkMayReboot({ id, state }: InstanceState): void {
  if (state !== "stopping" && state !== "stopped" && state !== "pending") return;
  const words = `The instance '${id}' is not in a state from which it can be rebooted.`;
  throw new PracticeError("IncorrectInstanceState", words);
}
