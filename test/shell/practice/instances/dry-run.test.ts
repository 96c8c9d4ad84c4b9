/** A dry run changes nothing: whatever EC2 action is asked so, it ends in a refusal, and readings in the usual one. */
import { expect, it } from "vitest";
import { ec2Operations } from "../../../../electron/practice/api/ec2/operations.ts";
import { ec2Schemas } from "../../../../electron/practice/api/ec2/schemas.ts";
import { inputOf } from "../../../../electron/practice/wire/codec/schema.ts";
import { PracticeError } from "../../../../electron/practice/world/kernel/practice-error.ts";
import { serversRegion } from "./servers-region.ts";

type Name = keyof typeof ec2Operations;
const names = Object.keys(ec2Operations) as Name[];
const canBeTried = (name: Name) => JSON.stringify(inputOf(ec2Schemas[name])).includes('"DryRun"');

it.each(names.filter(canBeTried))("%s", (name) => {
  const region = serversRegion();
  const before = JSON.stringify(region.world.toJSON());
  const code = codeOf(() => {
    const handler = ec2Operations[name] as (input: object, call: object) => unknown;
    handler({ DryRun: true }, { world: region.world, requestId: "", accessKeyId: "" });
  });
  const isReading = /^Describe(?!.*(Attribute|References|Versions)$)/.test(name);
  expect(code).toMatch(isReading ? /^DryRunOperation$/ : /^(DryRunOperation|Missing|Invalid)/);
  expect(JSON.stringify(region.world.toJSON()) === before).toBe(true);
});

function codeOf(act: () => unknown): string {
  try {
    act();
    return "none";
  } catch (error) {
    if (error instanceof PracticeError) return error.code;
    throw error;
  }
}
