/** Parameters without their values, and all versions of one. */
import type {
  DescribeParametersRequest,
  DescribeParametersResult,
  GetParameterHistoryRequest,
  GetParameterHistoryResult,
  ParameterStringFilter,
} from "@aws-sdk/client-ssm";
import { needOwnParameter } from "../../../world/ssm/parameters.ts";
import { sorted } from "./get-parameters.ts";
import { matchesAll, refuseKeys } from "./parameter-filters.ts";
import { toHistory, toMetadata } from "./parameter-shape.ts";
import { ssmPage } from "../reading.ts";
import type { SsmCall } from "../reading.ts";

export function describeParameters(
  input: DescribeParametersRequest,
  { world }: SsmCall,
): DescribeParametersResult {
  const filters = [...(input.ParameterFilters ?? []), ...older(input)];
  refuseKeys(filters, /^(tag:.+|Name|Type|KeyId|Path|Tier|DataType)$/);
  const matching = sorted(world).filter((parameter) => matchesAll(parameter, filters));
  const page = ssmPage(matching, ({ name }) => name, {
    token: input.NextToken,
    size: input.MaxResults,
    maxSize: 50,
    defaultSize: 10,
  });
  const parameters = page.items.map((parameter) => toMetadata(world, parameter));
  return { Parameters: parameters, NextToken: page.nextToken };
}

/** The filters of before, which AWS still takes. */
const older = ({ Filters = [] }: DescribeParametersRequest): ParameterStringFilter[] =>
  Filters.map(({ Key, Values }) => ({ Key, Values }));

export function getParameterHistory(
  input: GetParameterHistoryRequest,
  { world }: SsmCall,
): GetParameterHistoryResult {
  const parameter = needOwnParameter(world, input.Name ?? "");
  const page = ssmPage(parameter.versions, ({ version }) => String(version), {
    token: input.NextToken,
    size: input.MaxResults,
    maxSize: 50,
  });
  const rows = page.items.map((version) => toHistory(parameter, version, input.WithDecryption));
  return { Parameters: rows, NextToken: page.nextToken };
}
