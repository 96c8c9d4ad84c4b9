import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { beforeEach, expect, it } from "vitest";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { createInThreadPractice } from "../../../../electron/practice/in-thread.ts";

let client: SecretsManagerClient;

beforeEach(() => {
  const practice = createInThreadPractice({ seed: 1, scenario: "empty" });
  client = new SecretsManagerClient({
    region: "eu-west-1",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: practice.requestHandler(),
    maxAttempts: 1,
  });
});

const get = (more: object) =>
  client.send(new GetSecretValueCommand({ SecretId: "shop/db", ...more }));
const make = () => client.send(new CreateSecretCommand({ Name: "shop/db", SecretString: "one" }));

it("a secret is read by its name, its ARN, and the ARN without its last letters", async () => {
  const { ARN = "" } = await make();
  for (const SecretId of ["shop/db", ARN, ARN.slice(0, -7)])
    expect(await get({ SecretId })).toMatchObject({ SecretString: "one", ARN });
});

it("its versions are known by their stages", async () => {
  const first = await make();
  await client.send(new PutSecretValueCommand({ SecretId: "shop/db", SecretString: "two" }));
  expect(await get({})).toMatchObject({ SecretString: "two", VersionStages: ["AWSCURRENT"] });
  expect(await get({ VersionStage: "AWSPREVIOUS" })).toMatchObject({ SecretString: "one" });
  expect(await get({ VersionId: first.VersionId })).toMatchObject({ SecretString: "one" });
  await expect(get({ VersionStage: "NONE" })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: expect.stringContaining("staging label: NONE") as string,
  });
});

it("one that is to go is not told, nor listed", async () => {
  await make();
  await expect(make()).rejects.toMatchObject({ name: "ResourceExistsException" });
  await client.send(new DeleteSecretCommand({ SecretId: "shop/db" }));
  await expect(get({})).rejects.toMatchObject({ name: "InvalidRequestException" });
  expect((await client.send(new ListSecretsCommand({}))).SecretList).toEqual([]);
  await expect(get({ SecretId: "none" })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Secrets Manager can't find the specified secret.",
  });
});
