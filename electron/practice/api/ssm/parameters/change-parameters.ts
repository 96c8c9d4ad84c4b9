/** Deleting and labelling parameters. */
import type {
  DeleteParameterRequest,
  DeleteParametersRequest,
  DeleteParametersResult,
  LabelParameterVersionRequest,
  LabelParameterVersionResult,
  UnlabelParameterVersionRequest,
  UnlabelParameterVersionResult,
} from "@aws-sdk/client-ssm";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { ParameterState, ParameterVersionState } from "../../../world/kernel/state/ssm.ts";
import { labelVersion, unlabelVersion } from "../../../world/ssm/labels.ts";
import { isLabel } from "../../../world/ssm/parameter-rules.ts";
import { needOwnParameter, newestOf } from "../../../world/ssm/parameters.ts";
import { checkCount } from "../reading.ts";
import type { SsmCall } from "../reading.ts";

export function deleteParameter({ Name = "" }: DeleteParameterRequest, { world }: SsmCall): object {
  needOwnParameter(world, Name);
  world.state.parameters.delete(Name);
  return {};
}

export function deleteParameters(
  { Names = [] }: DeleteParametersRequest,
  { world }: SsmCall,
): DeleteParametersResult {
  checkCount(Names, 10);
  const results = Names.map((name) => ({ name, gone: world.state.parameters.delete(name) }));
  const named = (gone: boolean) =>
    results.filter((each) => each.gone === gone).map(({ name }) => name);
  return { DeletedParameters: named(true), InvalidParameters: named(false) };
}

export function labelParameterVersion(
  { Name = "", ParameterVersion, Labels = [] }: LabelParameterVersionRequest,
  { world }: SsmCall,
): LabelParameterVersionResult {
  const parameter = needOwnParameter(world, Name);
  const version = numbered(parameter, ParameterVersion);
  const refused = Labels.filter((label) => !isLabel(label));
  if (refused.length === 0) labelVersion(parameter, version, Labels);
  return { InvalidLabels: refused, ParameterVersion: version.version };
}

export function unlabelParameterVersion(
  { Name = "", ParameterVersion, Labels = [] }: UnlabelParameterVersionRequest,
  { world }: SsmCall,
): UnlabelParameterVersionResult {
  const version = numbered(needOwnParameter(world, Name), ParameterVersion);
  const removed = Labels.filter((label) => version.labels.includes(label));
  unlabelVersion(version, removed);
  const unknown = Labels.filter((label) => !removed.includes(label));
  return { RemovedLabels: removed, InvalidLabels: unknown };
}

function numbered(parameter: ParameterState, version: number | undefined): ParameterVersionState {
  if (version === undefined) return newestOf(parameter);
  const found = parameter.versions.find((each) => each.version === version);
  if (found) return found;
  throw new PracticeError(
    "ParameterVersionNotFound",
    `Systems Manager could not find version ${version} of ${parameter.name}. ` +
      "Verify the version and try again.",
  );
}
