/** Calls as the SDK's inputs, where that takes more than a line. */
import type {
  CreateAutoScalingGroupType,
  CreateOrUpdateTagsType,
  DeleteTagsType,
  UpdateAutoScalingGroupType,
} from "@aws-sdk/client-auto-scaling";
import type {
  CreateImageRequest,
  CreateReplaceRootVolumeTaskRequest,
  RunInstancesRequest,
  _InstanceType,
} from "@aws-sdk/client-ec2";
import { userDataBase64 } from "../../bake/packer.ts";
import type { Call } from "../../../shared/model/call.ts";
import { toSdkTags } from "../mapping/tags.ts";
import { launchInput } from "./launch-input.ts";
import { groupSettingsInput } from "./group-settings-input.ts";

type CallOf<Name extends Call["call"]> = Extract<Call, { readonly call: Name }>;

export function runInstancesInput(call: CallOf<"RunInstances">): RunInstancesRequest {
  const tags = toSdkTags(call.tags);
  return {
    ImageId: call.imageId,
    InstanceType: call.instanceType as _InstanceType,
    MinCount: 1,
    MaxCount: 1,
    UserData: userDataBase64(call.userData),
    ...(call.root === undefined ? {} : { BlockDeviceMappings: [rootMapping(call.root)] }),
    ClientToken: call.clientToken,
    ...(call.instanceProfile === undefined
      ? {}
      : { IamInstanceProfile: { Name: call.instanceProfile } }),
    ...(call.endsWhenShutDown === true
      ? { InstanceInitiatedShutdownBehavior: "terminate" as const }
      : {}),
    ...(call.subnetId === null ? {} : { SubnetId: call.subnetId }),
    ...(call.securityGroupIds.length === 0 ? {} : { SecurityGroupIds: [...call.securityGroupIds] }),
    ...(tags.length === 0
      ? {}
      : {
          TagSpecifications: [
            { ResourceType: "instance" as const, Tags: tags },
            { ResourceType: "volume" as const, Tags: tags },
          ],
        }),
  };
}

const rootMapping = ({ device, gib }: { readonly device: string; readonly gib: number }) => ({
  DeviceName: device,
  Ebs: { VolumeSize: gib },
});

/** The image and its snapshots carry the tags from the start, so that nothing of a bake is ever nameless. */
export function createImageInput(call: CallOf<"CreateImage">): CreateImageRequest {
  const tags = toSdkTags(call.tags);
  const specifications = [
    { ResourceType: "image" as const, Tags: tags },
    { ResourceType: "snapshot" as const, Tags: tags },
  ];
  return {
    InstanceId: call.serverId,
    Name: call.name,
    Description: call.description,
    ...(tags.length === 0 ? {} : { TagSpecifications: specifications }),
  };
}

export function createGroupInput(
  call: CallOf<"CreateAutoScalingGroup">,
): CreateAutoScalingGroupType {
  return {
    ...groupSettingsInput(call.settings),
    AutoScalingGroupName: call.groupName,
    ...launchInput(call.settings.mixedInstances, {
      id: call.templateId,
      version: call.templateVersion,
    }),
    MinSize: call.minSize,
    MaxSize: call.maxSize,
    DesiredCapacity: call.desiredCapacity,
    Tags: call.tags.map((tag) => ({
      ResourceId: call.groupName,
      ResourceType: "auto-scaling-group",
      Key: tag.key,
      Value: tag.value,
      PropagateAtLaunch: tag.propagateAtLaunch,
    })),
  };
}

export const updateGroupInput = ({
  groupName,
  template,
  ...sizes
}: CallOf<"UpdateAutoScalingGroup">): UpdateAutoScalingGroupType => ({
  AutoScalingGroupName: groupName,
  MinSize: sizes.minSize,
  MaxSize: sizes.maxSize,
  DesiredCapacity: sizes.desiredCapacity,
  ...(template === undefined
    ? {}
    : { LaunchTemplate: { LaunchTemplateId: template.id, Version: String(template.version) } }),
});

export function rootVolumeInput(
  call: CallOf<"CreateReplaceRootVolumeTask">,
): CreateReplaceRootVolumeTaskRequest {
  const tags = toSdkTags(call.tags);
  return {
    InstanceId: call.serverId,
    ImageId: call.imageId,
    DeleteReplacedRootVolume: call.deleteReplacedRootVolume,
    ClientToken: call.clientToken,
    ...(tags.length === 0
      ? {}
      : {
          TagSpecifications: [{ ResourceType: "replace-root-volume-task" as const, Tags: tags }],
        }),
  };
}

/** Bennu's own tags say something of the group, not of the servers that it starts. */
export const groupTagsInput = (call: CallOf<"CreateOrUpdateTags">): CreateOrUpdateTagsType => ({
  Tags: Object.entries(call.tags).map(([Key, Value]) => ({
    ...tagOf(call.groupName, Key),
    Value,
    PropagateAtLaunch: false,
  })),
});

export const deleteTagsInput = (call: CallOf<"DeleteTags">): DeleteTagsType => ({
  Tags: call.keys.map((key) => tagOf(call.groupName, key)),
});

const tagOf = (groupName: string, Key: string) => ({
  ResourceId: groupName,
  ResourceType: "auto-scaling-group",
  Key,
});

export const trafficSources = (arns: readonly string[]) =>
  arns.map((Identifier) => ({ Identifier, Type: "elbv2" }));
