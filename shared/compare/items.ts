/** Two lists of named values, held against each other, and those of manifests and images. */
import type { ImageFact } from "../model/facts.ts";
import type { Manifest } from "../model/manifest.ts";
import type { ItemChange } from "./comparison.ts";
import { compareText } from "./rpm-order.ts";

export type Area = ItemChange["area"];
export type Values = ReadonlyMap<string, string | null>;

/** Differing items first, each part by name. */
export function compareValues(area: Area, left: Values, right: Values): ItemChange[] {
  const names = [...new Set([...left.keys(), ...right.keys()])].sort(compareText);
  const items = names.map((item) => {
    const [a, b] = [left.get(item) ?? null, right.get(item) ?? null];
    return { area, item, left: a, right: b, same: a === b };
  });
  return [...items.filter((one) => !one.same), ...items.filter((one) => one.same)];
}

export function compareManifests(left: Manifest, right: Manifest): ItemChange[] {
  const sets = [
    ["user", (one: Manifest) => present(one.users)],
    ["service", (one: Manifest) => present(one.services)],
    ["port", (one: Manifest) => present(one.ports)],
    ["file", (one: Manifest) => new Map(one.files.map((file) => [file.path, file.digest]))],
    ["kernel", (one: Manifest) => new Map([["kernel", one.kernel]])],
    ["disk", (one: Manifest) => new Map([["used MiB", numberText(one.diskUsedMib)]])],
    ["boot", (one: Manifest) => new Map([["seconds", numberText(one.bootSeconds)]])],
  ] as const satisfies readonly (readonly [Area, (one: Manifest) => Values])[];
  return sets.flatMap(([area, values]) => compareValues(area, values(left), values(right)));
}

const present = (names: readonly string[]) => new Map(names.map((name) => [name, "present"]));
const numberText = (value: number | null) => (value === null ? null : String(value));

export function compareImageFacts(left: ImageFact | null, right: ImageFact | null): ItemChange[] {
  return compareValues("image", imageValues(left), imageValues(right));
}

function imageValues(image: ImageFact | null): Values {
  if (image === null) return new Map();
  return new Map([
    ["id", image.id],
    ["name", image.name],
    ["state", image.state],
    ["architecture", image.architecture],
    ["owner", image.ownerId],
    ["root device", image.rootDevice],
    ["snapshots", image.snapshotIds.join(", ")],
    ["description", image.description],
    ...Object.entries(image.tags).map(([key, value]) => [`tag ${key}`, value] as const),
  ]);
}
