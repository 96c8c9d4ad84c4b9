/** The figures above the fleets, and which fleets each of them means. Pure. */
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { ageWords } from "../../../shared/words/durations.ts";
import { previousGeneration } from "../../components/generations/readiness.ts";
import type { Tone } from "../../ui/tone.ts";
import type { FleetRow } from "./fleet-rows.ts";

const tileNames = ["running", "short", "below-floor", "snowflakes", "old", "no-way-back"] as const;
export type TileName = (typeof tileNames)[number];

export interface Tile {
  readonly name: TileName;
  readonly label: string;
  readonly value: string;
  readonly tone: Tone;
}

export const isTileName = (text: string | null): text is TileName =>
  tileNames.some((name) => name === text);

const number = (value: number) => value.toLocaleString("en");

export const snowflakesOf = ({ fleet }: FleetRow) =>
  fleet.generations.reduce((sum, generation) => sum + generation.snowflakes, 0);

function canReturn({ fleet }: FleetRow): boolean {
  const kind = previousGeneration(fleet)?.readiness.kind;
  return kind === "warm" || kind === "cold" || kind === "here";
}

export function isShownBy(tile: TileName, row: FleetRow, nowMs: number): boolean {
  const { fleet } = row;
  const tests: Readonly<Record<TileName, () => boolean>> = {
    running: () => row.operation !== null,
    short: () => fleet.inService < fleet.desired,
    "below-floor": () => fleet.inService < fleet.floor,
    snowflakes: () => snowflakesOf(row) > 0,
    old: () => nowMs - (fleet.oldestServerAtMs ?? nowMs) > defaultPolicy.maxServerAgeMs,
    "no-way-back": () => !canReturn(row),
  };
  return tests[tile]();
}

export function fleetTiles(
  rows: readonly FleetRow[],
  bakes: number,
  nowMsOf: (connectionId: string) => number,
  isReading = false,
): readonly Tile[] {
  const tiles = [
    runningTile(rows, bakes),
    inServiceTile(rows),
    belowFloorTile(rows),
    snowflakeTile(rows),
    oldestTile(rows, nowMsOf),
    readyTile(rows),
  ];
  if (rows.length === 0) return tiles.map(unknownTile);
  return isReading ? tiles.map(unreadTile) : tiles;
}

/** With no fleet read there is nothing good to say, and nothing bad. */
const unknownTile = (tile: Tile): Tile =>
  tile.name === "running" ? tile : { ...tile, value: "—", tone: "neutral" };

/** What the first sync has not come to yet, no figure can be given for. */
const unreadTile = (tile: Tile): Tile =>
  tile.name === "snowflakes" || tile.name === "no-way-back"
    ? { ...tile, value: "being read", tone: "neutral" }
    : tile;

function runningTile(rows: readonly FleetRow[], bakes: number): Tile {
  const running = rows.filter((row) => row.operation !== null).length;
  const parts = [
    ...(running > 0 ? [countWords(running, "replacement")] : []),
    ...(bakes > 0 ? [countWords(bakes, "bake")] : []),
  ];
  const value = parts.length === 0 ? "nothing" : parts.join(" · ");
  return {
    name: "running",
    label: "Running now",
    value,
    tone: parts.length === 0 ? "neutral" : "busy",
  };
}

function inServiceTile(rows: readonly FleetRow[]): Tile {
  const inService = rows.reduce((sum, { fleet }) => sum + fleet.inService, 0);
  const desired = rows.reduce((sum, { fleet }) => sum + fleet.desired, 0);
  const isShort = rows.some(({ fleet }) => fleet.inService < fleet.desired);
  return {
    name: "short",
    label: "In service",
    value:
      inService > desired
        ? `${number(inService)}, ${number(desired)} wanted`
        : `${number(inService)} of ${number(desired)}`,
    tone: isShort ? "warn" : "good",
  };
}

function belowFloorTile(rows: readonly FleetRow[]): Tile {
  const below = rows.filter(({ fleet }) => fleet.inService < fleet.floor).length;
  const tone = below === 0 ? "good" : "bad";
  return { name: "below-floor", label: "Below floor", value: countWords(below, "fleet"), tone };
}

function snowflakeTile(rows: readonly FleetRow[]): Tile {
  const drifted = rows.filter((row) => snowflakesOf(row) > 0);
  const servers = drifted.reduce((sum, row) => sum + snowflakesOf(row), 0);
  const value =
    servers === 0
      ? "none"
      : `${countWords(servers, "server")} in ${countWords(drifted.length, "fleet")}`;
  return { name: "snowflakes", label: "Snowflakes", value, tone: servers === 0 ? "good" : "warn" };
}

function oldestTile(rows: readonly FleetRow[], nowMsOf: (connectionId: string) => number): Tile {
  const ages = rows.flatMap(({ fleet }) =>
    fleet.oldestServerAtMs === null
      ? []
      : [{ fleet, ageMs: nowMsOf(fleet.connectionId) - fleet.oldestServerAtMs }],
  );
  const oldest = ages.toSorted((left, right) => right.ageMs - left.ageMs)[0];
  if (oldest === undefined)
    return { name: "old", label: "Oldest server", value: "no servers", tone: "neutral" };
  return {
    name: "old",
    label: "Oldest server",
    value: `${ageWords(0, oldest.ageMs)} · ${oldest.fleet.name}`,
    tone: oldest.ageMs > defaultPolicy.maxServerAgeMs ? "warn" : "plain",
  };
}

function readyTile(rows: readonly FleetRow[]): Tile {
  const ready = rows.filter(canReturn).length;
  return {
    name: "no-way-back",
    label: "Rollback ready",
    value: `${number(ready)} of ${countWords(rows.length, "fleet")}`,
    tone: ready === rows.length ? "good" : "info",
  };
}
