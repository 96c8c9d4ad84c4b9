/** A launch that somebody waits for: at once, where the caller says, and never tried again by itself. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { GroupState } from "../../kernel/state/autoscaling.ts";
import type { SubnetState } from "../../kernel/state/ec2/network.ts";
import type { World } from "../../kernel/world.ts";
import { stamp } from "../stamps.ts";
import { admit } from "./admit.ts";
import type { Launched } from "./admit.ts";
import { isForWantOfRoom } from "./failures.ts";
import { launchIn } from "./launch-members.ts";

const AT_ONCE = 100;

export interface Refused {
  readonly subnet: SubnetState;
  readonly error: PracticeError;
}

export interface Outcome {
  readonly launched: readonly Launched[];
  readonly refused: readonly Refused[];
  readonly units: number;
}

/** Raises the desired capacity by what was launched. */
export function launchNow(
  world: World,
  group: GroupState,
  wanted: number,
  subnets: readonly SubnetState[],
): Outcome {
  const launched: Launched[] = [];
  const refused: Refused[] = [];
  let units = 0;
  while (units < wanted && launched.length < AT_ONCE) {
    const more = launchSomewhere(world, group, subnets, refused);
    if (!more) break;
    launched.push(more);
    const weight = more.choice.weight ?? 1;
    group.desiredCapacity += weight;
    units += weight;
    admit(world, group, more, causeOf(world, group, weight));
  }
  return { launched, refused, units };
}

const causeOf = (world: World, { desiredCapacity: now }: GroupState, weight: number) =>
  `At ${stamp(world.nowMs)} an instance was launched in response to a user request, increasing the capacity ` +
  `from ${now - weight} to ${now}.`;

/** Notes every refusal, each subnet's once. */
function launchSomewhere(
  world: World,
  group: GroupState,
  subnets: readonly SubnetState[],
  refused: Refused[],
): Launched | null {
  for (const subnet of subnets) {
    if (refused.some((one) => one.subnet === subnet)) continue;
    const outcome = launchIn(world, group, subnet);
    if (!(outcome instanceof PracticeError)) return outcome;
    refused.push({ subnet, error: outcome });
    if (!isForWantOfRoom(outcome)) return null;
  }
  return null;
}
