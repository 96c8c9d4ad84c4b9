/** The shop's parameters: what its servers read when they start, and which images it builds on. */
import type { ParameterVersionState } from "../kernel/state-ssm.ts";
import type { World } from "../kernel/world.ts";
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
