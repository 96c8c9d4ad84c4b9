/** Somebody else, who changes what an operation about images rests on; found when the time has come. */
import { carryOut } from "../../../electron/practice/faults/faulty-world.ts";
import type { ColleagueAct } from "../../../electron/practice/faults/fault-rule.ts";
import type { World } from "../../../electron/practice/world/kernel/world.ts";
import { wordText } from "../../../shared/lineage/revocation.ts";
import { TAG } from "../../../shared/model/tags.ts";
import type { LifeColleague } from "./scenario/scenario.ts";

type Call = Pick<ColleagueAct, "service" | "operation" | "input">;

/** What was done, in words, with AWS's refusal; null: there was nothing to do it to. */
export function meddle(
  world: World,
  deed: LifeColleague,
  images: readonly string[],
): string | null {
  const call = callOf(world, deed, images);
  if (!call) return null;
  const refusal = carryOut(world, call);
  return `${call.operation} ${JSON.stringify(call.input)} ${refusal ?? ""}`;
}

const at = <T>(all: readonly T[], which: number): T | undefined => all[which % all.length];

function callOf(
  world: World,
  { what, which }: LifeColleague,
  images: readonly string[],
): Call | null {
  const image = at(images, which);
  const groups = [...world.state.groups.values()].filter(
    ({ desiredCapacity }) => desiredCapacity > 0,
  );
  const group = at(groups, which);
  const ec2 = (operation: string, input: Record<string, unknown>): Call => ({
    service: "ec2",
    operation,
    input,
  });
  switch (what) {
    case "resize":
      return group ? onGroup("UpdateAutoScalingGroup", group.name, resized(group, which)) : null;
    case "delete-group":
      return group ? onGroup("DeleteAutoScalingGroup", group.name, { ForceDelete: true }) : null;
    case "take-claim-off":
      return group ? claimOff(group.name) : null;
    case "end-builder":
      return endBuilder(world, which);
    default:
      return image === undefined ? null : onImage(world, what, image, ec2);
  }
}

const onGroup = (operation: string, name: string, input: object): Call => ({
  service: "autoscaling",
  operation,
  input: { AutoScalingGroupName: name, ...input },
});

const resized = ({ desiredCapacity }: { desiredCapacity: number }, which: number) => ({
  MinSize: 0,
  DesiredCapacity: Math.max(0, desiredCapacity + (which % 4) - 1),
  MaxSize: desiredCapacity + 5,
});

const claimOff = (name: string): Call => ({
  service: "autoscaling",
  operation: "DeleteTags",
  input: { Tags: [{ ResourceId: name, ResourceType: "auto-scaling-group", Key: TAG.claim }] },
});

function endBuilder({ state }: World, which: number): Call | null {
  const builders = [...state.instances.values()].filter(
    ({ tags, state: now }) => tags[TAG.role] !== undefined && now !== "terminated",
  );
  const builder = at(builders, which);
  return builder
    ? { service: "ec2", operation: "TerminateInstances", input: { InstanceIds: [builder.id] } }
    : null;
}

function onImage(
  world: World,
  what: LifeColleague["what"],
  ImageId: string,
  ec2: (operation: string, input: Record<string, unknown>) => Call,
): Call | null {
  const [template] = world.state.templates.values();
  switch (what) {
    case "revoke": {
      const word = { isRevoked: true, by: "bob", atMs: world.nowMs, reason: "a hole" };
      const Tags = [{ Key: TAG.revoked, Value: wordText(word) }];
      return ec2("CreateTags", { Resources: [ImageId], Tags });
    }
    case "deregister":
      return ec2("DeregisterImage", { ImageId });
    case "disable":
      return ec2("DisableImage", { ImageId });
    case "enable":
      return ec2("EnableImage", { ImageId });
    case "protect":
      return ec2("EnableImageDeregistrationProtection", { ImageId });
    case "share":
      return ec2("ModifyImageAttribute", {
        ImageId,
        LaunchPermission: { Add: [{ UserId: "123456789012" }] },
      });
    case "start-server":
      return ec2("RunInstances", {
        ...{ ImageId, InstanceType: "t3.medium", MinCount: 1, MaxCount: 1 },
        ...([...world.state.subnets.values()][0]
          ? { SubnetId: [...world.state.subnets.values()][0]?.id }
          : {}),
      });
    case "name-in-template":
      return template
        ? ec2("CreateLaunchTemplateVersion", {
            ...{ LaunchTemplateId: template.id, SourceVersion: "$Latest" },
            LaunchTemplateData: { ImageId },
          })
        : null;
    default:
      return null;
  }
}
