/** Everything of a manifest but its packages, area by area. What a manifest doesn't hold is unknown, not empty. */
import type { Manifest } from "../model/manifest.ts";
import type { ItemArea, ItemChange } from "./comparison.ts";
import { compareValues, type Values } from "./items.ts";

type Read = (manifest: Manifest) => Values | null;

const areas: readonly (readonly [ItemArea, Read])[] = [
  ["kernel", (one) => new Map([["kernel", one.kernel]])],
  ["user", (one) => present(one.users)],
  ["service", (one) => present(one.services)],
  ["port", (one) => present(one.ports)],
  ["file", (one) => new Map(one.files.map((file) => [file.path, file.digest]))],
  ["disk", (one) => number("used MiB", one.diskUsedMib)],
  ["boot", (one) => number("seconds", one.bootSeconds)],
];

export function compareManifests(sides: readonly (Manifest | null)[]): ItemChange[] {
  return areas.flatMap(([area, read]) =>
    compareValues(
      area,
      sides.map((side) => (side === null ? null : read(side))),
    ),
  );
}

const present = (names: readonly string[]): Values =>
  new Map(names.map((name) => [name, "present"]));

const number = (name: string, value: number | null): Values | null =>
  value === null ? null : new Map([[name, String(value)]]);
