/**
 * Putting a parameter: its rules in AWS's order and words, its versions, and the validation of an image's id, which
 * AWS does after it has answered: an image that isn't there leaves no parameter and no trace.
 */
import { PracticeError } from "../kernel/practice-error.ts";
import type {
  ParameterState,
  ParameterTypeName,
  ParameterVersionState,
} from "../kernel/state/ssm.ts";
import { timerKind } from "../kernel/timers.ts";
import type { World } from "../kernel/world.ts";
import { checkName, checkValue } from "./parameter-rules.ts";
import { newestOf } from "./parameters.ts";

export interface ParameterOrder {
  readonly name: string;
  readonly value: string;
  readonly type: ParameterTypeName | null;
  readonly dataType: string | null;
  readonly tier: string | null;
  readonly keyId: string | null;
  readonly description: string | null;
  readonly allowedPattern: string | null;
  readonly overwrite: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly by: string;
}

type NewVersion = Omit<ParameterVersionState, "labels" | "modifiedAtMs">;
type Checked = { readonly name: string; readonly row: NewVersion; readonly tags: Tags };
type Tags = Readonly<Record<string, string>>;

export const imageValidated = timerKind<Checked>("ssm.image-validated");

const MOST_VERSIONS = 100;
const MOST_PARAMETERS = 10_000;
/** Not documented; a client sees the parameter some seconds later. */
const VALIDATION_MS = 3_000;
const DEFAULT_KEY = "alias/aws/ssm";

export interface PutAnswer {
  readonly version: number;
  readonly tier: ParameterVersionState["tier"];
}

export function putParameter(world: World, order: ParameterOrder): PutAnswer {
  checkName(world, order.name);
  const known = world.state.parameters.get(order.name);
  if (known) checkOverwrite(known, order);
  else checkCreation(world, order);
  const row = newVersion(known ? newestOf(known) : null, order);
  checkValue(row);
  const checked: Checked = { name: order.name, row, tags: order.tags };
  if (row.dataType === "aws:ec2:image") world.after(imageValidated, VALIDATION_MS, checked);
  else keepVersion(world, checked);
  return { version: row.version, tier: row.tier };
}

/** What comes of a parameter with an image's id, once AWS has looked for that image. */
export function finishImageParameter(world: World, checked: Checked): void {
  const image = world.state.images.get(checked.row.value);
  if (image?.state === "available") keepVersion(world, checked);
}

function keepVersion(world: World, { name, row, tags }: Checked): void {
  const known = world.state.parameters.get(name);
  const version = Math.max(row.version, known ? newestOf(known).version + 1 : 1);
  const kept = { ...row, version, modifiedAtMs: world.nowMs, labels: [] };
  if (known) known.versions = [...known.versions, kept].slice(-MOST_VERSIONS);
  else world.state.parameters.set(name, { name, versions: [kept], tags: { ...tags } });
}

function newVersion(newest: ParameterVersionState | null, order: ParameterOrder): NewVersion {
  const type = order.type ?? newest?.type ?? "String";
  return {
    version: (newest?.version ?? 0) + 1,
    value: order.value,
    type,
    dataType: order.dataType ?? newest?.dataType ?? "text",
    tier: tierOf(newest, order),
    keyId: type === "SecureString" ? (order.keyId ?? newest?.keyId ?? DEFAULT_KEY) : null,
    description: order.description ?? newest?.description ?? null,
    allowedPattern: order.allowedPattern ?? newest?.allowedPattern ?? null,
    modifiedBy: order.by,
  };
}

function tierOf(
  newest: ParameterVersionState | null,
  { tier, value }: ParameterOrder,
): ParameterVersionState["tier"] {
  if (newest?.tier === "Advanced" && tier === "Standard") {
    const message =
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the " +
      "advanced-parameter tier to the standard-parameter tier.";
    throw new PracticeError("ValidationException", message);
  }
  if (tier === "Advanced" || newest?.tier === "Advanced") return "Advanced";
  const isLarge = tier === "Intelligent-Tiering" && Buffer.byteLength(value) > 4096;
  return isLarge ? "Advanced" : "Standard";
}

function checkCreation(world: World, { type }: ParameterOrder): void {
  if (type === null) {
    const message = "A parameter type is required when you create a parameter.";
    throw new PracticeError("ValidationException", message);
  }
  if (world.state.parameters.size < MOST_PARAMETERS) return;
  const message =
    "You have exceeded the number of parameters for this AWS account. " +
    "Delete one or more parameters and try again.";
  throw new PracticeError("ParameterLimitExceeded", message);
}

function checkOverwrite(known: ParameterState, order: ParameterOrder): void {
  if (!order.overwrite) {
    const message =
      "The parameter already exists. To overwrite this value, set the overwrite option in the " +
      "request to true.";
    throw new PracticeError("ParameterAlreadyExists", message);
  }
  if (order.type !== null && order.type !== newestOf(known).type) throw typeMismatch();
  const [oldest] = known.versions;
  if (known.versions.length < MOST_VERSIONS || !oldest || oldest.labels.length === 0) return;
  throw new PracticeError("ParameterMaxVersionLimitExceeded", labelledWords(known, oldest));
}

const typeMismatch = () =>
  new PracticeError(
    "HierarchyTypeMismatchException",
    "Parameter Store does not support changing a parameter type in a hierarchy. " +
      "Create a new, unique parameter.",
  );

const labelledWords = ({ name }: ParameterState, { version }: ParameterVersionState) =>
  `You attempted to create a new version of ${name} by calling the PutParameter API with the ` +
  `overwrite flag. Version ${version}, the oldest version, can't be deleted because it has a label ` +
  "associated with it. Move the label to another version of the parameter, and try again.";
