/** The small region with its own faults in force, in virtual time: waits end when the test lets time pass. */
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import { PRACTICE_CREDENTIALS } from "../../../../electron/practice/access-keys.ts";
import { Sleepers } from "../../../../electron/practice/control/sleepers.ts";
import { faultyCloud } from "../../../../electron/practice/faults/faulty-cloud.ts";
import { setFault } from "../../../../electron/practice/faults/set-fault.ts";
import { PRACTICE_REGION } from "../../../../electron/practice/practice-world.ts";
import type { PracticeEndpoint } from "../../../../electron/practice/wire/messages.ts";
import { practiceRequestHandler } from "../../../../electron/practice/wire/request-handler.ts";
import type { World } from "../../../../electron/practice/world/kernel/world.ts";
import { ruleSchema } from "../../../../shared/contract/practice-schemas.ts";
import { smallRegion } from "../small-region.ts";

/** As a user writes it: what is left out is as usual. */
export type ToldRule = Readonly<Record<string, unknown>>;

export const spoil = (world: World, ...rules: readonly ToldRule[]) =>
  setFault(world, { title: "Test", rules: rules.map((rule) => ruleSchema.parse(rule)) });

export function faultyRegion(seed = 7) {
  const region = smallRegion(seed);
  const { endpoint, sleepers } = faultyOver(region.world, region.endpoint);
  return {
    ...region,
    ...clientsOf(endpoint),
    endpoint,
    spoil: (...rules: readonly ToldRule[]) => spoil(region.world, ...rules),
    advance(ms: number) {
      region.advance(ms);
      sleepers.wake(region.world.nowMs);
    },
  };
}

export function faultyOver(world: World, endpoint: PracticeEndpoint) {
  const sleepers = new Sleepers();
  const faulty = faultyCloud({
    endpoint,
    worldOf: () => world,
    sleep: (ms) => sleepers.until(world.nowMs + ms),
  });
  return { endpoint: faulty, sleepers };
}

export function clientsOf(endpoint: PracticeEndpoint) {
  const options = {
    region: PRACTICE_REGION,
    endpoint: "http://practice.invalid",
    credentials: PRACTICE_CREDENTIALS,
    requestHandler: practiceRequestHandler(endpoint),
    maxAttempts: 1,
  };
  return {
    groups: new AutoScalingClient(options),
    ec2: new EC2Client(options),
    balancing: new ElasticLoadBalancingV2Client(options),
    sts: new STSClient(options),
    ssm: new SSMClient(options),
  };
}

/** Lets promises go as far as they can without time. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
