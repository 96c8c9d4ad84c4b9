/** A colleague's deed as the call that it is in this world. Null: there is nothing to do it to. */
import { assertNever } from "../../../shared/assert-never.ts";
import { TAG } from "../../../shared/model/tags.ts";
import type { ColleagueAct } from "../../../electron/practice/faults/fault-rule.ts";
import type { GroupState } from "../../../electron/practice/world/kernel/state/autoscaling.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import type { ColleagueDeed } from "../scenario/scenario.ts";

type Call = Pick<ColleagueAct, "service" | "operation" | "input">;

export function colleagueAct(world: World, deed: ColleagueDeed): ColleagueAct | null {
  const live = [...world.state.groups.values()].find(({ suspended }) => suspended.length < 3);
  const call = live ? callOf(world, live, deed) : null;
  return call && { atMs: world.nowMs + deed.atMs, ...call };
}

function callOf(world: World, live: GroupState, deed: ColleagueDeed): Call | null {
  const name = deed.group === "live" ? live.name : nextName(live.name);
  const onGroup = (operation: string, input: object): Call => ({
    service: "autoscaling",
    operation,
    input: { AutoScalingGroupName: name, ...input },
  });
  switch (deed.what) {
    case "resize": {
      const DesiredCapacity = Math.max(0, live.desiredCapacity + deed.by);
      const sizes = { DesiredCapacity, MinSize: 0, MaxSize: DesiredCapacity + 3 };
      return onGroup("UpdateAutoScalingGroup", sizes);
    }
    case "suspend":
      return onGroup("SuspendProcesses", { ScalingProcesses: [deed.process] });
    case "resume":
      return onGroup("ResumeProcesses", { ScalingProcesses: [deed.process] });
    case "delete":
      return onGroup("DeleteAutoScalingGroup", { ForceDelete: true });
    case "take-claim-off":
      return claimOff(name);
    case "detach":
      return onGroup("DetachTrafficSources", { TrafficSources: sourcesOf(live) });
    case "new-template-version":
      return live.template && newVersion(live.template.id);
    case "deregister-image":
    case "disable-image":
      return onImage(world, live, deed.what);
    default:
      return assertNever(deed.what, "deed of a colleague");
  }
}

const claimOff = (name: string): Call => ({
  service: "autoscaling",
  operation: "DeleteTags",
  input: { Tags: [{ ResourceId: name, ResourceType: "auto-scaling-group", Key: TAG.claim }] },
});

const sourcesOf = ({ trafficSources }: GroupState) =>
  trafficSources.map(({ identifier, type }) => ({ Identifier: identifier, Type: type }));

const newVersion = (LaunchTemplateId: string): Call => ({
  service: "ec2",
  operation: "CreateLaunchTemplateVersion",
  input: {
    LaunchTemplateId,
    SourceVersion: "$Latest",
    LaunchTemplateData: { InstanceType: "m7i.xlarge" },
  },
});

/** The newest that the fleet could be replaced with. */
function onImage(
  world: World,
  live: GroupState,
  what: "deregister-image" | "disable-image",
): Call | null {
  const versions = world.state.templates.get(live.template?.id ?? "")?.versions ?? [];
  const image = versions.at(-2)?.data.ImageId;
  const operation = what === "disable-image" ? "DisableImage" : "DeregisterImage";
  return image === undefined ? null : { service: "ec2", operation, input: { ImageId: image } };
}

const nextName = (name: string) => {
  const [, base = name, digits = "0"] = /^(.*?)(?:-v(\d+))?$/.exec(name) ?? [];
  return `${base}-v${String(Number(digits) + 1).padStart(3, "0")}`;
};
