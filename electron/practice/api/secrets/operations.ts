/** Secrets Manager, as far as a builder and who fills it need it. Secrets are texts, and nothing rotates them. */
import type {
  CreateSecretCommandInput,
  CreateSecretCommandOutput,
  DeleteSecretCommandInput,
  DeleteSecretCommandOutput,
  DescribeSecretCommandInput,
  DescribeSecretCommandOutput,
  GetSecretValueCommandInput,
  GetSecretValueCommandOutput,
  ListSecretsCommandInput,
  ListSecretsCommandOutput,
  PutSecretValueCommandInput,
  PutSecretValueCommandOutput,
} from "@aws-sdk/client-secrets-manager";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { SecretState } from "../../world/kernel/state/s3.ts";
import type { World } from "../../world/kernel/world.ts";
import { findSecret, putSecret, versionOf } from "../../world/secrets/secrets.ts";
import type { CallContext } from "../call-context.ts";

type Reply<Output> = Omit<Output, "$metadata">;

function createSecret(
  { Name = "", SecretString, ClientRequestToken }: CreateSecretCommandInput,
  { world }: CallContext,
): Reply<CreateSecretCommandOutput> {
  if (world.state.secrets.get(Name))
    throw new PracticeError(
      "ResourceExistsException",
      `The operation failed because the secret ${Name} already exists.`,
    );
  const ids = { version: ClientRequestToken ?? versionId(world), suffix: suffixOf(world) };
  const secret = putSecret(world, Name, textOf(SecretString), ids);
  return { ARN: secret.arn, Name, VersionId: ids.version };
}

function putSecretValue(
  { SecretId, SecretString, ClientRequestToken }: PutSecretValueCommandInput,
  { world }: CallContext,
): Reply<PutSecretValueCommandOutput> {
  const secret = living(world, SecretId);
  const version = ClientRequestToken ?? versionId(world);
  putSecret(world, secret.name, textOf(SecretString), { version, suffix: "" });
  return { ARN: secret.arn, Name: secret.name, VersionId: version, VersionStages: ["AWSCURRENT"] };
}

function getSecretValue(
  { SecretId, VersionId, VersionStage }: GetSecretValueCommandInput,
  { world }: CallContext,
): Reply<GetSecretValueCommandOutput> {
  const secret = living(world, SecretId);
  const version = versionOf(secret, { id: VersionId, stage: VersionStage });
  if (!version) {
    const label = VersionStage ?? "AWSCURRENT";
    const what = VersionId === undefined ? `staging label: ${label}` : `VersionId: ${VersionId}`;
    throw notFound(`Secrets Manager can't find the specified secret value for ${what}`);
  }
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.id,
    SecretString: version.text,
    VersionStages: version.stages,
    CreatedDate: new Date(version.createdAtMs),
  };
}

function describeSecret(
  { SecretId }: DescribeSecretCommandInput,
  { world }: CallContext,
): Reply<DescribeSecretCommandOutput> {
  return shapeOf(found(world, SecretId));
}

function listSecrets(
  _input: ListSecretsCommandInput,
  { world }: CallContext,
): Reply<ListSecretsCommandOutput> {
  const all = [...world.state.secrets.values()].filter(({ deletedAtMs }) => deletedAtMs === null);
  return { SecretList: all.map(shapeOf) };
}

const DAY_MS = 86_400_000;
const USUAL_WINDOW_DAYS = 30;

function deleteSecret(
  { SecretId, RecoveryWindowInDays, ForceDeleteWithoutRecovery }: DeleteSecretCommandInput,
  { world }: CallContext,
): Reply<DeleteSecretCommandOutput> {
  const secret = living(world, SecretId);
  const windowMs = (RecoveryWindowInDays ?? USUAL_WINDOW_DAYS) * DAY_MS;
  secret.deletedAtMs = world.nowMs;
  if (ForceDeleteWithoutRecovery === true) world.state.secrets.delete(secret.name);
  const DeletionDate = new Date(world.nowMs + (ForceDeleteWithoutRecovery === true ? 0 : windowMs));
  return { ARN: secret.arn, Name: secret.name, DeletionDate };
}

const shapeOf = (secret: SecretState) => ({
  ARN: secret.arn,
  Name: secret.name,
  Description: secret.description,
  CreatedDate: new Date(secret.createdAtMs),
  ...(secret.deletedAtMs === null ? {} : { DeletedDate: new Date(secret.deletedAtMs) }),
  VersionIdsToStages: Object.fromEntries(secret.versions.map(({ id, stages }) => [id, stages])),
});

function found(world: World, id: string | undefined): SecretState {
  const secret = findSecret(world, id ?? "");
  if (secret) return secret;
  throw notFound("Secrets Manager can't find the specified secret.");
}

function living(world: World, id: string | undefined): SecretState {
  const secret = found(world, id);
  if (secret.deletedAtMs === null) return secret;
  throw new PracticeError(
    "InvalidRequestException",
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
}

const notFound = (words: string) => new PracticeError("ResourceNotFoundException", words);

function textOf(text: string | undefined): string {
  if (text !== undefined) return text;
  throw new PracticeError(
    "InvalidRequestException",
    "You must provide either SecretString or SecretBinary.",
  );
}

const versionId = (world: World) =>
  world.chance.hex(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const suffixOf = (world: World) => world.chance.hex(6);

export const secretOperations = {
  CreateSecret: createSecret,
  PutSecretValue: putSecretValue,
  GetSecretValue: getSecretValue,
  DescribeSecret: describeSecret,
  ListSecrets: listSecrets,
  DeleteSecret: deleteSecret,
};
