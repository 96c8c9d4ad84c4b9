/** What the filter bar can ask of a fleet. Pure. */
import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { liveGeneration } from "../../components/generations/readiness.ts";
import type { FleetRow } from "./fleet-rows.ts";

export type FleetQuery = PropertyFilterProps.Query;
export const emptyQuery: FleetQuery = { tokens: [], operation: "and" };

const values: Readonly<Record<string, (row: FleetRow) => string>> = {
  fleet: ({ fleet }) => fleet.name,
  environment: ({ connection }) => connection?.environment ?? "unknown",
  connection: ({ connection }) => connection?.name ?? "unknown",
  live: ({ fleet }) => liveGeneration(fleet)?.label ?? "none",
  image: ({ fleet }) => liveGeneration(fleet)?.imageName ?? "unknown",
  recipe: ({ fleet }) => liveGeneration(fleet)?.recipe ?? "unknown",
  base: ({ fleet }) => liveGeneration(fleet)?.baseName ?? "unknown",
  owner: ({ fleet }) => fleet.ownedBy ?? "nobody",
};

const labels: Readonly<Record<string, string>> = {
  fleet: "Fleet",
  environment: "Environment",
  connection: "Connection",
  live: "Live generation",
  image: "Image",
  recipe: "Recipe",
  base: "Base image",
  owner: "Owned by",
};

export const filteringProperties: readonly PropertyFilterProps.FilteringProperty[] = Object.entries(
  labels,
).map(([key, propertyLabel]) => ({
  key,
  propertyLabel,
  groupValuesLabel: propertyLabel,
  operators: [":", "!:", "=", "!="],
}));

export function filteringOptions(
  rows: readonly FleetRow[],
): readonly PropertyFilterProps.FilteringOption[] {
  return Object.entries(values).flatMap(([propertyKey, valueOf]) =>
    [...new Set(rows.map(valueOf))].toSorted().map((value) => ({ propertyKey, value })),
  );
}

export function fitsQuery(row: FleetRow, query: FleetQuery): boolean {
  if (query.tokens.length === 0) return true;
  const fits = (token: PropertyFilterProps.Token) => fitsToken(row, token);
  return query.operation === "and" ? query.tokens.every(fits) : query.tokens.some(fits);
}

function fitsToken(row: FleetRow, token: PropertyFilterProps.Token): boolean {
  const wanted = String(token.value).toLowerCase();
  const texts = (
    token.propertyKey === undefined ? Object.values(values) : [valueOf(token.propertyKey)]
  ).map((read) => read(row).toLowerCase());
  switch (token.operator) {
    case "=":
      return texts.some((text) => text === wanted);
    case "!=":
      return texts.every((text) => text !== wanted);
    case "!:":
      return texts.every((text) => !text.includes(wanted));
    default:
      return texts.some((text) => text.includes(wanted));
  }
}

const valueOf = (key: string) => values[key] ?? (() => "");
