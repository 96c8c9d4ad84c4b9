/** Reading parameters: by name, by several names, by their place in a hierarchy. */
import type {
  GetParameterRequest,
  GetParameterResult,
  GetParametersByPathRequest,
  GetParametersByPathResult,
  GetParametersRequest,
  GetParametersResult,
  ParameterStringFilter,
} from "@aws-sdk/client-ssm";
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { ParameterState } from "../../../world/kernel/state/ssm.ts";
import type { World } from "../../../world/kernel/world.ts";
import { findParameter, needParameter, newestOf } from "../../../world/ssm/parameters.ts";
import type { FoundParameter } from "../../../world/ssm/parameters.ts";
import { publicParameters } from "../../../world/ssm/public-parameters.ts";
import { isBelow, matchesAll, refuseKeys } from "./parameter-filters.ts";
import { toParameter } from "./parameter-shape.ts";
import { checkCount, ssmPage } from "../reading.ts";
import type { SsmCall } from "../reading.ts";

export const getParameter = (
  { Name = "", WithDecryption }: GetParameterRequest,
  { world }: SsmCall,
): GetParameterResult => ({
  Parameter: toParameter(world, needParameter(world, Name), WithDecryption),
});

/** What isn't there is named in the answer, and no error. */
export function getParameters(
  { Names = [], WithDecryption }: GetParametersRequest,
  { world }: SsmCall,
): GetParametersResult {
  checkCount(Names, 10);
  const wanted = [...new Set(Names)];
  const found = wanted.map((name) => ({ name, found: findParameter(world, name) }));
  return {
    Parameters: found.flatMap((each) =>
      each.found ? [toParameter(world, each.found, WithDecryption)] : [],
    ),
    InvalidParameters: found.flatMap((each) => (each.found ? [] : [each.name])),
  };
}

export function getParametersByPath(
  input: GetParametersByPathRequest,
  { world }: SsmCall,
): GetParametersByPathResult {
  const { Path = "", ParameterFilters: filters } = input;
  if (!Path.startsWith("/")) throw pathWords(Path);
  refuseKeys(filters, /^(Type|KeyId|Label)$/);
  const below = all(world, Path).filter(({ name }) =>
    isBelow(name, Path, input.Recursive ?? false),
  );
  const matching = below.filter((parameter) => matchesAll(parameter, filters));
  const page = ssmPage(matching, ({ name }) => name, {
    token: input.NextToken,
    size: input.MaxResults,
    maxSize: 10,
  });
  return {
    Parameters: page.items.map((parameter) =>
      toParameter(world, wantedVersion(parameter, filters), input.WithDecryption),
    ),
    NextToken: page.nextToken,
  };
}

const all = (world: World, path: string): readonly ParameterState[] =>
  path.startsWith("/aws/") ? publicParameters(world) : sorted(world);

export const sorted = ({ state }: World): readonly ParameterState[] =>
  [...state.parameters.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

/** A filter for a label asks for the version that carries it. */
function wantedVersion(
  parameter: ParameterState,
  filters: readonly ParameterStringFilter[] | undefined,
): FoundParameter {
  const wanted = filters?.find(({ Key }) => Key === "Label")?.Values ?? [];
  const labelled = parameter.versions.find(({ labels }) =>
    labels.some((label) => wanted.includes(label)),
  );
  return { parameter, version: labelled ?? newestOf(parameter), selector: null };
}

const pathWords = (path: string) =>
  new PracticeError(
    "ValidationException",
    "The parameter doesn't meet the parameter name requirements. The parameter name must begin with " +
      `a forward slash "/". It can't be prefixed with "aws" or "ssm" (case-insensitive). ` +
      `It must use only letters, numbers, or the following symbols: . (period), - (hyphen), ` +
      `_ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the ` +
      `forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_. (${path})`,
  );
