/** ModifyInstanceAttribute: one attribute a call, by its own member or by `Attribute` and `Value`. */
import type { ModifyInstanceAttributeCommandInput } from "@aws-sdk/client-ec2";
import {
  changeGroups,
  changeProtection,
  changeType,
  changeUserData,
  changeVolumeFates,
  mustBeStopped,
} from "../../../world/ec2/instances/attributes.ts";
import { findInstance } from "../../../world/ec2/lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { InstanceState } from "../../../world/kernel/state/ec2/instances.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import { unknownAttribute } from "./describe-attribute.ts";

type Input = ModifyInstanceAttributeCommandInput;

export function ModifyInstanceAttribute(input: Input, { world }: CallContext): object {
  const instance = findInstance(world, required(input.InstanceId, "InstanceId"));
  const named = namedByAttribute(input);
  const given = ATTRIBUTES.filter((attribute) => attribute.isIn(named));
  if (given.length > 1) {
    const words = "Fields for multiple attribute types specified";
    throw new PracticeError("InvalidParameterCombination", words);
  }
  const [attribute] = given;
  if (!attribute) {
    const words = "No attributes specified.";
    throw new PracticeError("InvalidParameterCombination", words);
  }
  const change = attribute.prepare(world, instance, named);
  refuseDryRun(input);
  change();
  return {};
}

interface Attribute {
  isIn(input: Input): boolean;
  /** Throws if it is not allowed; what it returns does it. */
  prepare(world: World, instance: InstanceState, input: Input): () => void;
}

const ATTRIBUTES: readonly Attribute[] = [
  {
    isIn: (input) => input.DisableApiTermination !== undefined,
    prepare: (_, row, { DisableApiTermination: to }) =>
      changeProtection(row, "disableApiTermination", to?.Value ?? false),
  },
  {
    isIn: (input) => input.DisableApiStop !== undefined,
    prepare: (_, row, { DisableApiStop: to }) =>
      changeProtection(row, "disableApiStop", to?.Value ?? false),
  },
  {
    isIn: (input) => input.UserData !== undefined,
    prepare: (_, row, { UserData: to }) => changeUserData(row, Buffer.from(to?.Value ?? "")),
  },
  {
    isIn: (input) => input.InstanceType !== undefined,
    prepare: (_, row, { InstanceType: to }) => changeType(row, required(to?.Value, "InstanceType")),
  },
  {
    isIn: (input) => input.InstanceInitiatedShutdownBehavior !== undefined,
    prepare: (_, row, { InstanceInitiatedShutdownBehavior: to }) =>
      changeShutdown(row, to?.Value ?? ""),
  },
  {
    isIn: (input) => input.Groups !== undefined,
    prepare: (world, row, { Groups: to }) => changeGroups(world, row, to ?? []),
  },
  {
    isIn: (input) => input.SourceDestCheck !== undefined,
    prepare: (_, row, { SourceDestCheck: to }) => {
      return () => void (row.sourceDestCheck = to?.Value ?? false);
    },
  },
  {
    isIn: (input) => input.EbsOptimized !== undefined,
    prepare: (_, row, { EbsOptimized: to }) => {
      mustBeStopped(row);
      return () => void (row.ebsOptimized = to?.Value ?? false);
    },
  },
  {
    isIn: (input) => input.BlockDeviceMappings !== undefined,
    prepare: (_, row, { BlockDeviceMappings: to }) => changeVolumeFates(row, to ?? []),
  },
];

function changeShutdown(row: InstanceState, to: string): () => void {
  if (to !== "stop" && to !== "terminate") {
    const words = `Invalid value '${to}' for InstanceInitiatedShutdownBehavior.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
  return () => void (row.shutdownBehaviour = to);
}

/** The older form, `Attribute` with `Value`, as the member of the same meaning. */
function namedByAttribute(input: Input): Input {
  const { Attribute: name, Value: text } = input;
  if (name === undefined || text === undefined) return input;
  const flag = { Value: text === "true" };
  switch (name) {
    case "disableApiTermination":
      return { ...input, DisableApiTermination: flag };
    case "disableApiStop":
      return { ...input, DisableApiStop: flag };
    case "sourceDestCheck":
      return { ...input, SourceDestCheck: flag };
    case "ebsOptimized":
      return { ...input, EbsOptimized: flag };
    case "instanceType":
      return { ...input, InstanceType: { Value: text } };
    case "instanceInitiatedShutdownBehavior":
      return { ...input, InstanceInitiatedShutdownBehavior: { Value: text } };
    case "userData":
      return { ...input, UserData: { Value: Buffer.from(text, "base64") } };
    default:
      throw unknownAttribute(name);
  }
}
