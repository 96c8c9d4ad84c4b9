/** Which zones offer which types: all of them, but for those that a scenario takes away. */
import type { Json } from "../../kernel/json.ts";
import { PracticeError } from "../../kernel/practice-error.ts";
import type { World } from "../../kernel/world.ts";

const KEY = "settings|not-offered";

export interface OfferingChoice {
  readonly zone: string;
  readonly instanceType: string;
  readonly offered: boolean;
}

export function setOffering(world: World, { zone, instanceType, offered }: OfferingChoice): void {
  const without = { ...missingOffers(world) };
  const zones = (without[instanceType] ?? []).filter((each) => each !== zone);
  without[instanceType] = offered ? zones : [...zones, zone];
  world.state.loose.set(KEY, without);
}

export function isOffered(world: World, instanceType: string, zone: string): boolean {
  return !missingOffers(world)[instanceType]?.includes(zone);
}

export function zonesOffering(world: World, instanceType: string): string[] {
  return [...world.state.zones.keys()].filter((zone) => isOffered(world, instanceType, zone));
}

export function checkOffered(world: World, instanceType: string, zone: string): void {
  if (isOffered(world, instanceType, zone)) return;
  const words =
    `Your requested instance type (${instanceType}) is not supported in your requested Availability Zone (${zone}). ` +
    "Please retry your request by not specifying an Availability Zone or choosing " +
    `${zonesOffering(world, instanceType).join(", ")}.`;
  throw new PracticeError("Unsupported", words);
}

function missingOffers(world: World): Readonly<Record<string, readonly string[]>> {
  const kept = world.state.loose.get(KEY) as Json as Record<string, readonly string[]> | undefined;
  return kept ?? {};
}
