/** "Let a colleague interfere": something that people, Terraform or a policy really do to a fleet, drawn by the region's own chance. */
import type { ColleagueAct } from "../faults/fault-rule.ts";
import type { FaultBook } from "../faults/fault-book.ts";
import { PracticeError } from "../world/kernel/practice-error.ts";
import type { GroupState } from "../world/kernel/state/autoscaling.ts";
import type { World } from "../world/kernel/world.ts";

type Act = Omit<ColleagueAct, "atMs">;
type Draw = (low: number, high: number) => number;

interface Interference {
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  /** Null: it makes no sense for this group. */
  act(world: World, group: GroupState, whole: Draw): Act | null;
}

const on = (group: GroupState) => ({ AutoScalingGroupName: group.name });
const PROCESSES = ["Launch", "Terminate", "AddToLoadBalancer", "HealthCheck", "AZRebalance"];

const INTERFERENCES: readonly Interference[] = [
  {
    weight: 3,
    act: (_, group, whole) => {
      const desired = Math.max(0, group.desiredCapacity - whole(1, 3));
      const sizes = { MinSize: Math.min(group.minSize, desired), DesiredCapacity: desired };
      return groupCall("UpdateAutoScalingGroup", { ...on(group), ...sizes });
    },
  },
  {
    weight: 2,
    act: (_, group, whole) => {
      const desired = Math.min(group.maxSize, group.desiredCapacity + whole(1, 4));
      if (desired === group.desiredCapacity) return null;
      const input = { ...on(group), DesiredCapacity: desired };
      return { ...groupCall("SetDesiredCapacity", input), who: "A scaling policy" };
    },
  },
  {
    weight: 3,
    act: (_, group, whole) => {
      const process = PROCESSES[whole(0, PROCESSES.length - 1)] ?? "Launch";
      return groupCall("SuspendProcesses", { ...on(group), ScalingProcesses: [process] });
    },
  },
  {
    weight: 3,
    act: (world, group) => {
      const template = group.template && world.state.templates.get(group.template.id);
      if (!template) return null;
      const LaunchTemplateData = { Monitoring: { Enabled: true } };
      return {
        who: "Terraform",
        service: "ec2",
        operation: "CreateLaunchTemplateVersion",
        input: { LaunchTemplateId: template.id, SourceVersion: "$Latest", LaunchTemplateData },
      };
    },
  },
  {
    weight: 2,
    act: (_, group) => {
      const tag = { Key: "owner", Value: "terraform", PropagateAtLaunch: true };
      const Tags = [{ ResourceId: group.name, ResourceType: "auto-scaling-group", ...tag }];
      return { ...groupCall("CreateOrUpdateTags", { Tags }), who: "Terraform" };
    },
  },
  {
    weight: 3,
    act: (_, group, whole) => {
      const member = group.members[whole(0, Math.max(0, group.members.length - 1))];
      if (!member) return null;
      const InstanceIds = [member.instanceId];
      return { service: "ec2", operation: "TerminateInstances", input: { InstanceIds } };
    },
  },
  {
    weight: 1,
    act: (world, group) => {
      const imageId = world.state.instances.get(group.members[0]?.instanceId ?? "")?.imageId;
      if (imageId === undefined) return null;
      return { service: "ec2", operation: "DeregisterImage", input: { ImageId: imageId } };
    },
  },
  {
    weight: 1,
    act: (_, group) => groupCall("DeleteAutoScalingGroup", { ...on(group), ForceDelete: true }),
  },
];

const groupCall = (operation: string, input: Act["input"]): Act => ({
  service: "autoscaling",
  operation,
  input,
});

/** With the newest group of that fleet, or of any. */
export function drawInterference(world: World, book: FaultBook, fleet: string | null): Act {
  const whole: Draw = (low, high) => low + Math.floor(book.between(0, high - low + 1));
  const groups = [...world.state.groups.values()].filter(
    ({ name, status }) =>
      status === null && (fleet === null || name.replace(/-v\d+$/, "") === fleet || name === fleet),
  );
  const group = fleet === null ? groups[whole(0, Math.max(0, groups.length - 1))] : groups.at(-1);
  if (!group) throw new PracticeError("ValidationError", noFleet(fleet));
  const possible = INTERFERENCES.flatMap((each) => {
    const made = each.act(world, group, whole);
    return made ? Array.from({ length: each.weight }, () => made) : [];
  });
  const drawn = possible[whole(0, possible.length - 1)];
  if (!drawn) throw new PracticeError("ValidationError", noFleet(fleet));
  return drawn;
}

const noFleet = (fleet: string | null) =>
  fleet === null ? "There is no fleet in this region." : `There is no fleet called ${fleet}.`;
