/**
 * Parameters of Parameter Store, found by what AWS takes for a name: `name`, `name:version`, `name:label`, or the
 * parameter's ARN. Public parameters are found like all others.
 */
import { PracticeError } from "../kernel/practice-error.ts";
import type { ParameterState, ParameterVersionState } from "../kernel/state/ssm.ts";
import type { World } from "../kernel/world.ts";
import { publicParameter } from "./public-parameters.ts";

export interface FoundParameter {
  readonly parameter: ParameterState;
  readonly version: ParameterVersionState;
  /** `:3` or `:live` if the name carried one, as AWS shows it; null if it didn't. */
  readonly selector: string | null;
}

/** Null: there is no such parameter, or none of its versions is meant. */
export function findParameter(world: World, wanted: string): FoundParameter | null {
  const { names, selector } = partsOf(wanted);
  const parameter = firstNamed(world, names);
  const version = parameter ? versionOf(parameter, selector) : undefined;
  return parameter && version ? { parameter, version, selector } : null;
}

/** As findParameter, or AWS's own error. */
export function needParameter(world: World, wanted: string): FoundParameter {
  const found = findParameter(world, wanted);
  if (found) return found;
  const { names, selector } = partsOf(wanted);
  const parameter = firstNamed(world, names);
  throw parameter
    ? versionNotFound(parameter.name, selector)
    : new PracticeError("ParameterNotFound", "");
}

/** A parameter of the account's own: what may be changed, and has a history. */
export function needOwnParameter(world: World, name: string): ParameterState {
  const found = world.state.parameters.get(name);
  if (found) return found;
  throw new PracticeError("ParameterNotFound", `Parameter ${name} not found.`);
}

/** Those whose newest value is this image and that are of the data type for images. */
export function parametersOfImage(world: World, imageId: string): readonly ParameterState[] {
  return [...world.state.parameters.values()].filter((parameter) => {
    const { dataType, value } = newestOf(parameter);
    return dataType === "aws:ec2:image" && value === imageId;
  });
}

export function newestOf({ name, versions }: ParameterState): ParameterVersionState {
  const newest = versions.at(-1);
  if (newest) return newest;
  throw new Error(`The parameter ${name} has no version`);
}

export const parameterArn = (world: World, name: string): string =>
  isPublic(name)
    ? `arn:aws:ssm:${world.region}::parameter${name}`
    : world.arn("ssm", `parameter/${name.replace(/^\//, "")}`);

const isPublic = (name: string) => name.startsWith("/aws/service/");

function firstNamed(world: World, names: readonly string[]): ParameterState | undefined {
  const found = names.map((name) =>
    isPublic(name) ? publicParameter(world, name) : world.state.parameters.get(name),
  );
  return found.find((parameter) => parameter !== undefined);
}

function versionOf(
  { versions }: ParameterState,
  selector: string | null,
): ParameterVersionState | undefined {
  if (selector === null) return versions.at(-1);
  const label = selector.slice(1);
  return /^\d+$/.test(label)
    ? versions.find(({ version }) => version === Number(label))
    : versions.find(({ labels }) => labels.includes(label));
}

const ARN = /^arn:aws[\w-]*:ssm:[\w-]*:\d*:parameter(\/.+)$/;

/** The ARN of `web` and that of `/web` read alike. */
function partsOf(wanted: string): {
  readonly names: readonly string[];
  readonly selector: string | null;
} {
  const path = ARN.exec(wanted)?.[1];
  const plain = path ?? wanted;
  const at = plain.indexOf(":");
  const name = at < 0 ? plain : plain.slice(0, at);
  const names = path === undefined ? [name] : [name, name.slice(1)];
  return { names, selector: at < 0 ? null : plain.slice(at) };
}

function versionNotFound(name: string, selector: string | null): PracticeError {
  const message =
    `Systems Manager could not find version ${(selector ?? "").slice(1)} of ${name}. ` +
    "Verify the version and try again.";
  return new PracticeError("ParameterVersionNotFound", message);
}
