import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { PracticeRegion } from "../../../../electron/practice/region.ts";
import { servePracticeHttp } from "../../../../electron/practice/wire/loopback-server.ts";
import { openSandbox } from "../sandbox.ts";
import type { Sandbox } from "../sandbox.ts";
import { linesOf, reading, recipeText, scriptOf } from "./programs.ts";

const password = `correct horse "battery" $staple`;

let close: () => void = () => undefined;
let environment: Readonly<Record<string, string>> = {};
let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.remove());
afterAll(() => close());

/** The practice cloud, which verifies signatures, and a stand-in for the server's own metadata service. */
beforeAll(async () => {
  const region = new PracticeRegion({
    scenario: { scenario: "shop", seed: 1, region: "eu-west-1", startMs: Date.now() },
    stateFile: null,
    speed: 1,
  });
  const cloud = await servePracticeHttp(region.endpoint, { port: 0 });
  const options = { endpoint: cloud.url, region: "eu-west-1", credentials: PRACTICE_CREDENTIALS };
  const put = { Name: "/shop/db", Type: "SecureString", Value: password } as const;
  await new SSMClient(options).send(new PutParameterCommand(put));
  const api = { Name: "shop/api", SecretString: JSON.stringify({ token: "tok-0123456789", n: 1 }) };
  await new SecretsManagerClient(options).send(new CreateSecretCommand(api));
  const { Credentials } = await new STSClient(options).send(new GetSessionTokenCommand({}));
  const keys = {
    ...{ AccessKeyId: Credentials?.AccessKeyId, Token: Credentials?.SessionToken },
    SecretAccessKey: Credentials?.SecretAccessKey,
  };
  const metadata = metadataOf(keys);
  await new Promise<void>((done) => metadata.listen(0, "127.0.0.1", done));
  const { port } = metadata.address() as AddressInfo;
  environment = {
    BENNU_METADATA: `http://127.0.0.1:${String(port)}`,
    BENNU_ENDPOINT: cloud.url,
  };
  close = () => {
    metadata.close();
    void cloud.close();
  };
});

function metadataOf(keys: object) {
  const pages: Readonly<Record<string, string>> = {
    "/latest/api/token": "a-token",
    "/latest/meta-data/placement/region": "eu-west-1",
    "/latest/meta-data/services/domain": "amazonaws.com",
    "/latest/meta-data/iam/security-credentials/": "bakery",
    "/latest/meta-data/iam/security-credentials/bakery": JSON.stringify(keys),
  };
  return createServer((request, response) => {
    const page = pages[request.url ?? ""];
    response.writeHead(page === undefined ? 404 : 200).end(page);
  });
}

const secrets = `builder: { instanceProfile: bakery }
secrets:
  DB_PASSWORD: { ssm: /shop/db }
  API_TOKEN: { secretsManager: shop/api, key: token }
`;

async function run(steps: string, before = secrets) {
  sandbox = await openSandbox({}, environment);
  return sandbox.run(scriptOf(recipeText(steps, before)));
}

describe("secrets", () => {
  it("are fetched by a request whose signature is right, and are in the steps' environment", async () => {
    const ran = await run(`  - shell: printf '%s %s' "$API_TOKEN" "$DB_PASSWORD" | sha256sum`);
    const sum = createHash("sha256").update(`tok-0123456789 ${password}`).digest("hex");
    expect(linesOf(ran)).toContain(`${sum}  -`);
    expect(reading(ran).end).toEqual({ ok: true, reason: "" });
  });

  it("are in no frame, however a step says them", async () => {
    const ran = await run(
      `  - shell: |\n      echo "a $DB_PASSWORD b $DB_PASSWORD$API_TOKEN"\n      echo "$DB_PASSWORD" | base64\n      printf '%0290d%s\\n' 0 "$API_TOKEN"`,
    );
    const lines = linesOf(ran);
    expect(lines).toContain("a [secret] b [secret][secret]");
    expect(JSON.stringify(reading(ran))).not.toMatch(/battery|tok-0123|Y29ycmVjdCBob3Jz/);
    expect(lines).toContain("[secret]ZQo=");
  });

  it("are not among the tests' words, nor in the reason of a failure", async () => {
    const ran = await run(`  - { name: Log in, shell: 'echo "refused: $DB_PASSWORD"; false' }`);
    expect(reading(ran).end?.reason).toBe(
      "Log in: sh ended with 1; its last line was: refused: [secret]",
    );
  });

  it("that a step leaves on the disk fail the bake, with the file's name", async () => {
    const step = `  - shell: 'mkdir -p "$BENNU_ROOT/etc/app"; echo "password = $DB_PASSWORD" > "$BENNU_ROOT/etc/app/db.conf"'`;
    const { end, manifest } = reading(await run(step));
    expect(end?.reason).toMatch(
      /^the secret DB_PASSWORD is on the disk that would become the image: \S+\/etc\/app\/db\.conf/,
    );
    expect(manifest).toBeNull();
  });

  it.each([
    [
      "that isn't there",
      "{ ssm: /shop/none }",
      /^the secret S can not be had: \/shop\/none: ParameterNotFound/,
    ],
    [
      "without that key",
      "{ secretsManager: shop/api, key: other }",
      /it is no JSON with the key other$/,
    ],
    [
      "that is too short to be told apart",
      "{ secretsManager: shop/api, key: n }",
      /is shorter than 8 letters/,
    ],
  ])("%s end the bake before any step", async (_, from, reason) => {
    const ran = await run(
      "  - shell: echo never",
      `builder: { instanceProfile: b }\nsecrets: { S: ${from} }\n`,
    );
    expect(reading(ran).end?.reason).toMatch(reason);
    expect(linesOf(ran)).not.toContain("never");
  });
});
