/** Every address within the console, by what it shows. The only place that spells a path, beside routes.ts. */
import { compareAddress } from "./compare-address.ts";
import { isTerminal, type OperationSummary } from "../shared/model/operation.ts";

const part = encodeURIComponent;

function withQuery(
  path: string,
  query: Readonly<Record<string, string | null | undefined>>,
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

export const links = {
  fleets: (query: { show?: string } = {}) => withQuery("#/fleets", query),
  fleet: (fleetId: string) => `#/fleets/${part(fleetId)}`,
  replace: (fleetId: string, imageId?: string) =>
    withQuery(`#/fleets/${part(fleetId)}/replace`, { image: imageId }),
  replacements: () => "#/replacements",
  operation: (operationId: string) => `#/operations/${part(operationId)}`,
  replay: (operationId: string) => `#/operations/${part(operationId)}?replay=1`,
  images: (query: { connection?: string; image?: string } = {}) => withQuery("#/images", query),
  retention: (query: { connection?: string } = {}) => withQuery("#/images/retention", query),
  compare: compareAddress,
  /** Which ones is asked there; `image`: the first of them. */
  chooseToCompare: (connection: string | null, image?: string) =>
    withQuery("#/compare", { connection, left: image }),
  compareImages: (connectionId: string, ...imageIds: readonly string[]) =>
    compareAddress(imageIds.map((imageId) => ({ kind: "image", connectionId, imageId }))),
  compareGenerations: (fleetId: string, ...generationIds: readonly string[]) =>
    compareAddress(
      generationIds.map((generationId) => ({ kind: "generation", fleetId, generationId })),
    ),
  bakes: () => "#/bakes",
  recipes: (query: { file?: string } = {}) => withQuery("#/bakes/recipes", query),
  schedules: () => "#/bakes/schedules",
  bakeSettings: () => "#/bakes/settings",
  newBake: (query: { connection?: string; base?: string; recipe?: string } = {}) =>
    withQuery("#/bakes/new", query),
  bake: (operationId: string) => `#/bakes/${part(operationId)}`,
  newCampaign: (query: { connection?: string; from?: string; to?: string } = {}) =>
    withQuery("#/campaigns/new", query),
  campaign: (operationId: string) => `#/campaigns/${part(operationId)}`,
  journal: (operation?: string) => withQuery("#/journal", { operation }),
  practice: (connection?: string) => withQuery("#/practice", { connection }),
  connections: (connection?: string) => withQuery("#/connections", { connection }),
} as const;

/** Where an operation is watched. */
export function operationLink(operation: Pick<OperationSummary, "id" | "kind">): string {
  if (operation.kind === "campaign") return links.campaign(operation.id);
  return operation.kind === "bake" ? links.bake(operation.id) : links.operation(operation.id);
}

export const isRunning = (operation: Pick<OperationSummary, "status">) =>
  !isTerminal(operation.status);
