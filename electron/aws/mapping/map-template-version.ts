import type { LaunchTemplateVersion, ResponseLaunchTemplateData } from "@aws-sdk/client-ec2";
import type { TemplateVersionFact } from "../../../shared/model/facts.ts";
import { imageId, templateId } from "../../../shared/model/ids.ts";
import { flatten } from "./flatten.ts";
import { mapTags } from "./tags.ts";

export function mapTemplateVersion(version: LaunchTemplateVersion): TemplateVersionFact {
  const data = version.LaunchTemplateData ?? {};
  const image = data.ImageId ?? null;
  const isAlias = image?.startsWith("resolve:") === true;
  return {
    templateId: templateId(version.LaunchTemplateId ?? ""),
    templateName: version.LaunchTemplateName ?? "",
    version: version.VersionNumber ?? 0,
    isDefault: version.DefaultVersion ?? false,
    description: version.VersionDescription ?? "",
    createdAtMs: version.CreateTime?.getTime() ?? 0,
    imageId: image === null || isAlias ? null : imageId(image),
    imageAlias: isAlias ? image : null,
    instanceType: data.InstanceType ?? null,
    keyName: data.KeyName ?? null,
    securityGroupIds: securityGroupsOf(data),
    instanceProfile: data.IamInstanceProfile?.Arn ?? data.IamInstanceProfile?.Name ?? null,
    userData: data.UserData ? Buffer.from(data.UserData, "base64").toString("utf8") : null,
    tags: mapTags(
      data.TagSpecifications?.find(({ ResourceType }) => ResourceType === "instance")?.Tags,
    ),
    other: flatten(withoutMapped(data)),
  };
}

function securityGroupsOf(data: ResponseLaunchTemplateData): readonly string[] {
  const ofInterfaces = (data.NetworkInterfaces ?? []).flatMap(({ Groups }) => Groups ?? []);
  return [...new Set([...(data.SecurityGroupIds ?? []), ...ofInterfaces])].toSorted();
}

function withoutMapped(data: ResponseLaunchTemplateData): object {
  const {
    ImageId,
    InstanceType,
    KeyName,
    SecurityGroupIds,
    IamInstanceProfile,
    UserData,
    ...rest
  } = data;
  const mapped = [ImageId, InstanceType, KeyName, SecurityGroupIds, IamInstanceProfile, UserData];
  return mapped.length > 0 ? rest : data;
}
