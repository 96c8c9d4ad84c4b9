/** What an act of someone else does, said from the state before it. */
import type { World } from "../world/kernel/world.ts";
import type { ColleagueAct } from "./fault-rule.ts";

type Input = Readonly<Record<string, unknown>>;

const WORDS: Readonly<Record<string, (input: Input, world: World) => string>> = {
  UpdateAutoScalingGroup: (input, world) => `changed ${groupOf(input)}: ${changes(input, world)}`,
  SetDesiredCapacity: (input, world) => `changed ${groupOf(input)}: ${changes(input, world)}`,
  SuspendProcesses: (input) => `suspended ${list(input["ScalingProcesses"])} of ${groupOf(input)}`,
  ResumeProcesses: (input) => `resumed ${list(input["ScalingProcesses"])} of ${groupOf(input)}`,
  DeleteAutoScalingGroup: (input) => `deleted the group ${groupOf(input)} with its servers`,
  DeregisterImage: (input) => `deregistered the image ${imageOf(input)}`,
  DisableImage: (input) => `disabled the image ${imageOf(input)}`,
  CreateLaunchTemplateVersion: (input) =>
    `made a new version of the launch template ${templateOf(input)}`,
  ModifyLaunchTemplate: (input) =>
    `made version ${text(input["DefaultVersion"])} the default of ${templateOf(input)}`,
  PutLifecycleHook: (input) =>
    `put the lifecycle hook ${text(input["LifecycleHookName"])} on ${groupOf(input)}`,
  TerminateInstances: (input) => `terminated ${list(input["InstanceIds"])}`,
  TerminateInstanceInAutoScalingGroup: (input) => `terminated ${text(input["InstanceId"])}`,
  CreateOrUpdateTags: (input) => `set ${tagsOf(input, "ResourceId")}`,
  CreateTags: (input) => `set ${tagsOf(input, "Key")} on ${list(input["Resources"])}`,
  DeleteTags: (input) => `took ${tagsOf(input, "Key")} away`,
  EnterStandby: (input) => `put ${list(input["InstanceIds"])} into standby`,
  SetInstanceProtection: (input) =>
    `${input["ProtectedFromScaleIn"] === true ? "protected" : "unprotected"} ${list(input["InstanceIds"])} from scale-in`,
  ModifyInstanceAttribute: (input) => `changed ${text(input["InstanceId"])} by hand`,
};

export function actInWords(world: World, { operation, input }: ColleagueAct): string {
  return WORDS[operation]?.(input, world) ?? `called ${operation} with ${valuesOf(input)}`;
}

const valuesOf = (input: Input) =>
  Object.entries(input)
    .map(([member, value]) => `${member} ${Array.isArray(value) ? list(value) : text(value)}`)
    .join(", ");

/** "the tag owner = terraform of checkout-web-v040" */
function tagsOf(input: Input, where: "ResourceId" | "Key"): string {
  const tags = Array.isArray(input["Tags"]) ? (input["Tags"] as readonly Input[]) : [];
  const told = tags.map((tag) => {
    const value = tag["Value"] === undefined ? "" : ` = ${text(tag["Value"])}`;
    const of = where === "ResourceId" ? ` of ${text(tag["ResourceId"])}` : "";
    return `${text(tag["Key"])}${value}${of}`;
  });
  return `the ${told.length === 1 ? "tag" : "tags"} ${told.join(", ")}`;
}

const SIZES = [
  ["MinSize", "minSize", "smallest size"],
  ["MaxSize", "maxSize", "largest size"],
  ["DesiredCapacity", "desiredCapacity", "desired capacity"],
] as const;

function changes(input: Input, world: World): string {
  const group = world.state.groups.get(text(input["AutoScalingGroupName"]));
  const sizes = SIZES.flatMap(([member, key, name]) => {
    const before = group ? String(group[key]) : "?";
    const isSame = input[member] === undefined || text(input[member]) === before;
    return isSame ? [] : [`${name} from ${before} to ${text(input[member])}`];
  });
  const named = new Set<string>(["AutoScalingGroupName", ...SIZES.map(([member]) => member)]);
  const others = Object.keys(input).filter((member) => !named.has(member));
  return [...sizes, ...others].join(", ");
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "?";
}

const list = (value: unknown) => (Array.isArray(value) ? value.map(text).join(", ") : "all");
const groupOf = (input: Input) => text(input["AutoScalingGroupName"]);
const imageOf = (input: Input) => text(input["ImageId"]);
const templateOf = (input: Input) => text(input["LaunchTemplateName"] ?? input["LaunchTemplateId"]);
