/**
 * Room for servers by zone and type. Without a pool there is room for all; a pool counts down as servers start and up
 * as they stop or end. A pool for any zone or any type bears the name `*` there, and all pools that fit must have room.
 */
import { PracticeError } from "../../kernel/practice-error.ts";
import type { CapacityPool } from "../../kernel/state/limits.ts";
import type { World } from "../../kernel/world.ts";
import { zonesOffering } from "./offerings.ts";

const ANY = "*";

export interface CapacityChoice {
  /** `*`: all zones together. */
  readonly zone: string;
  /** `*`: all types together. */
  readonly instanceType: string;
  /** How many more servers may start now; null: as many as are asked for. */
  readonly free: number | null;
}

export function setCapacity(world: World, { zone, instanceType, free }: CapacityChoice): void {
  const key = `${zone}|${instanceType}`;
  if (free === null) world.state.capacity.delete(key);
  else world.state.capacity.set(key, { zone, instanceType, free });
}

interface Place {
  readonly zone: string;
  readonly instanceType: string;
}

export function roomFor(world: World, place: Place): number {
  return Math.max(0, Math.min(Infinity, ...poolsOf(world, place).map(({ free }) => free)));
}

export function takeRoom(world: World, place: Place): void {
  for (const pool of poolsOf(world, place)) pool.free--;
}

export function giveRoom(world: World, place: Place): void {
  for (const pool of poolsOf(world, place)) pool.free++;
}

function poolsOf({ state }: World, { zone, instanceType }: Place): CapacityPool[] {
  if (state.capacity.size === 0) return [];
  const keys = [
    `${zone}|${instanceType}`,
    `${zone}|${ANY}`,
    `${ANY}|${instanceType}`,
    `${ANY}|${ANY}`,
  ];
  return keys.map((key) => state.capacity.get(key)).filter((pool) => pool !== undefined);
}

/** In the words for a request that named a zone, by itself or by its subnet. */
export function insufficientCapacity(world: World, { zone, instanceType }: Place): PracticeError {
  const others = zonesOffering(world, instanceType).filter(
    (other) => other !== zone && roomFor(world, { zone: other, instanceType }) > 0,
  );
  const choice = others.length > 0 ? ` or choosing ${others.join(", ")}` : "";
  return refusal(
    `We currently do not have sufficient ${instanceType} capacity in the Availability Zone you requested (${zone}). ` +
      "Our system will be working on provisioning additional capacity. You can currently get " +
      `${instanceType} capacity by not specifying an Availability Zone in your request${choice}.`,
  );
}

/** In the words for a request that left the zone to AWS. */
export function insufficientEverywhere(instanceType: string): PracticeError {
  return refusal(
    `We currently do not have sufficient ${instanceType} capacity in zones with support for 'gp3' volumes. ` +
      "Our system will be working on provisioning additional capacity.",
  );
}

export const insufficientToStart = (): PracticeError => refusal("Insufficient capacity.");

const refusal = (words: string) => new PracticeError("InsufficientInstanceCapacity", words, 500);
