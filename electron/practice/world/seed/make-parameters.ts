/** The shop's parameters: what its servers read when they start, and which images it builds on. */
import type { ParameterVersionState } from "../kernel/state/ssm.ts";
import type { World } from "../kernel/world.ts";
import { putSecret } from "../secrets/secrets.ts";
import { SHOP_FLEETS } from "./fleet-catalogue.ts";
import type { ImageIds } from "./make-images.ts";

const AGO_MS = 60 * 86_400_000;

export function makeParameters(world: World, images: ImageIds): void {
  for (const { name } of SHOP_FLEETS) {
    put(world, `/shop/prod/${name}`, { value: JSON.stringify({ service: name, workers: "auto" }) });
    put(world, `/shop/prod/${name}/database-password`, {
      value: `practice-${name}`,
      type: "SecureString",
      keyId: "alias/aws/ssm",
    });
  }
  const hardened = images.get("hardened 92");
  if (hardened !== undefined)
    put(world, "/shop/images/hardened", { value: hardened, dataType: "aws:ec2:image" });
  makeSecretsAndBuckets(world);
}

/** What a recipe may want beside parameters: a repository's password, and a bucket for what is too large otherwise. */
function makeSecretsAndBuckets(world: World): void {
  const text = JSON.stringify({ username: "builder", password: "practice-repository" });
  putSecret(world, "shop/prod/repository", text, {
    version: "00000000-0000-4000-8000-000000000001",
    suffix: "PrAcT1",
  });
  const bucket = `shop-images-${world.accountId}-${world.region}`;
  world.state.buckets.set(bucket, {
    name: bucket,
    region: world.region,
    createdAtMs: world.nowMs - AGO_MS,
  });
}

type Wish = Pick<ParameterVersionState, "value"> & Partial<ParameterVersionState>;

function put(world: World, name: string, wish: Wish): void {
  const version: ParameterVersionState = {
    version: 1,
    type: "String",
    dataType: "text",
    tier: "Standard",
    keyId: null,
    description: null,
    allowedPattern: null,
    modifiedAtMs: world.nowMs - AGO_MS,
    modifiedBy: `arn:aws:iam::${world.accountId}:user/practice-operator`,
    labels: [],
    ...wish,
  };
  world.state.parameters.set(name, { name, versions: [version], tags: {} });
}
