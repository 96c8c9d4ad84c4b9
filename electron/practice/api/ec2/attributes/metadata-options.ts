/** ModifyInstanceMetadataOptions: applied within moments, while the server runs or is stopped. */
import type {
  ModifyInstanceMetadataOptionsCommandInput,
  ModifyInstanceMetadataOptionsCommandOutput,
} from "@aws-sdk/client-ec2";
import { checkMetadataKeys } from "../../../world/ec2/instances/metadata-tags.ts";
import { findInstance } from "../../../world/ec2/lookups.ts";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { InstanceState, MetadataOptions } from "../../../world/kernel/state/ec2/instances.ts";
import type { CallContext } from "../../call-context.ts";
import { refuseDryRun, required } from "../reply.ts";
import type { Reply } from "../reply.ts";
import { metadataShape } from "../instances/instance-shape.ts";

type Input = ModifyInstanceMetadataOptionsCommandInput;

export function ModifyInstanceMetadataOptions(
  input: Input,
  { world }: CallContext,
): Reply<ModifyInstanceMetadataOptionsCommandOutput> {
  const instance = findInstance(world, required(input.InstanceId, "InstanceId"));
  check(instance, input);
  refuseDryRun(input);
  instance.metadataOptions = changed(instance.metadataOptions, input, world.nowMs);
  return {
    InstanceId: instance.id,
    InstanceMetadataOptions: metadataShape(instance, world.nowMs),
  };
}

function check(instance: InstanceState, input: Input): void {
  if (instance.state !== "running" && instance.state !== "stopped") throw wrongState(instance);
  const hops = input.HttpPutResponseHopLimit ?? 1;
  if (hops < 1 || hops > 64) {
    const words = `Value (${hops}) for parameter HttpPutResponseHopLimit is invalid. Use a number from 1 to 64.`;
    throw new PracticeError("InvalidParameterValue", words);
  }
  if (input.InstanceMetadataTags === "enabled") checkMetadataKeys(instance.tags);
}

function wrongState({ id }: InstanceState): PracticeError {
  const words = `The instance '${id}' is not in a state from which its metadata options can be changed.`;
  return new PracticeError("IncorrectInstanceState", words);
}

function changed(before: MetadataOptions, input: Input, nowMs: number): MetadataOptions {
  const wanted = {
    httpTokens: input.HttpTokens,
    httpEndpoint: input.HttpEndpoint,
    hopLimit: input.HttpPutResponseHopLimit,
    httpProtocolIpv6: input.HttpProtocolIpv6,
    instanceMetadataTags: input.InstanceMetadataTags,
  };
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return {
    ...before,
    ...(Object.fromEntries(given) as Partial<MetadataOptions>),
    changedAtMs: nowMs,
  };
}
