/** Parameters as AWS shows them: their value, their metadata, their history. */
import { createHash } from "node:crypto";
import type { Parameter, ParameterHistory, ParameterMetadata } from "@aws-sdk/client-ssm";
import type { ParameterState, ParameterVersionState } from "../../../world/kernel/state/ssm.ts";
import type { World } from "../../../world/kernel/world.ts";
import { newestOf, parameterArn } from "../../../world/ssm/parameters.ts";
import type { FoundParameter } from "../../../world/ssm/parameters.ts";

export function toParameter(
  world: World,
  { parameter, version, selector }: FoundParameter,
  decrypt: boolean | undefined,
): Parameter {
  return {
    Name: parameter.name,
    Type: version.type,
    Value: shownValue(parameter, version, decrypt),
    Version: version.version,
    Selector: selector ?? undefined,
    LastModifiedDate: new Date(version.modifiedAtMs),
    ARN: parameterArn(world, parameter.name),
    DataType: version.dataType,
  };
}

/** Without a wish for it, a SecureString comes as what KMS has made of it. */
function shownValue(
  { name }: ParameterState,
  { type, value, version, keyId }: ParameterVersionState,
  decrypt = false,
): string {
  if (type !== "SecureString" || decrypt) return value;
  const bytes = createHash("sha512").update(`${keyId ?? ""}\n${name}\n${version}\n${value}`);
  return `AQICAH${bytes.digest("base64")}`;
}

const described = (version: ParameterVersionState) => ({
  Type: version.type,
  KeyId: version.keyId ?? undefined,
  LastModifiedDate: new Date(version.modifiedAtMs),
  LastModifiedUser: version.modifiedBy,
  Description: version.description ?? undefined,
  AllowedPattern: version.allowedPattern ?? undefined,
  Version: version.version,
  Tier: version.tier,
  Policies: [],
  DataType: version.dataType,
});

export const toMetadata = (world: World, parameter: ParameterState): ParameterMetadata => ({
  Name: parameter.name,
  ARN: parameterArn(world, parameter.name),
  ...described(newestOf(parameter)),
});

export const toHistory = (
  parameter: ParameterState,
  version: ParameterVersionState,
  decrypt: boolean | undefined,
): ParameterHistory => ({
  Name: parameter.name,
  Value: shownValue(parameter, version, decrypt),
  Labels: version.labels,
  ...described(version),
});
