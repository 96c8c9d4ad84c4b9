/** What the command palette offers: places, fleets, images, servers, running operations, and actions on them. Pure. */
import { imageKey } from "../../shared/contract/topics.ts";
import type { FleetView, ImageView, ServerView } from "../../shared/model/fleet.ts";
import { isTerminal, type OperationSummary } from "../../shared/model/operation.ts";
import { previousGeneration, readinessWords } from "../components/generations/readiness.ts";
import { inServiceWords } from "../components/servers/in-service-words.ts";
import { links, operationLink } from "../links.ts";
import { fitOf } from "../ui/fuzzy.ts";

export type PaletteDeed =
  | { readonly kind: "go"; readonly href: string }
  | { readonly kind: "roll-back"; readonly fleetId: string; readonly generationId: string }
  | { readonly kind: "colours" };

export interface PaletteEntry {
  readonly key: string;
  readonly group: "Go to" | "Action" | "Fleet" | "Image" | "Server" | "Operation";
  readonly text: string;
  readonly note: string;
  readonly deed: PaletteDeed;
}

interface Known {
  readonly fleets: Iterable<FleetView>;
  readonly images: Iterable<ImageView>;
  readonly servers: Iterable<ServerView>;
  readonly operations: Iterable<OperationSummary>;
}

const go = (href: string): PaletteDeed => ({ kind: "go", href });

const fixed: readonly PaletteEntry[] = [
  ["Fleets", links.fleets()],
  ["Images and their lineage", links.images()],
  ["Retention of images, and servers whose image is gone", links.retention()],
  ["Bakes", links.bakes()],
  ["Recipes", links.recipes()],
  ["Schedules of bakes", links.schedules()],
  ["Settings of bakes, and what they left", links.bakeSettings()],
  ["Replacements", links.replacements()],
  ["Journal", links.journal()],
  ["Practice: lessons, faults, time", links.practice()],
  ["Connections", links.connections()],
].map(([text = "", href = ""]) => ({ key: href, group: "Go to", text, note: "", deed: go(href) }));

const actions: readonly PaletteEntry[] = [
  { key: "bake", group: "Action", text: "Bake an image…", note: "", deed: go(links.newBake()) },
  {
    key: "campaign",
    group: "Action",
    text: "Plan a campaign…",
    note: "a newer base for everything that stands on an older one",
    deed: go(links.newCampaign()),
  },
  {
    key: "colours",
    group: "Action",
    text: "Change light and dark",
    note: "",
    deed: { kind: "colours" },
  },
];

export function paletteEntries(known: Known): readonly PaletteEntry[] {
  return [
    ...fixed,
    ...[...known.operations]
      .filter((operation) => !isTerminal(operation.status))
      .map(operationEntry),
    ...[...known.fleets].flatMap(fleetEntries),
    ...actions,
    ...[...known.images].map(imageEntry),
    ...[...known.servers].map(serverEntry),
  ];
}

function operationEntry(operation: OperationSummary): PaletteEntry {
  return {
    key: operation.id,
    group: "Operation",
    text: operation.title,
    note: operation.phase,
    deed: go(operationLink(operation)),
  };
}

function fleetEntries(fleet: FleetView): readonly PaletteEntry[] {
  const entries: PaletteEntry[] = [
    {
      key: fleet.id,
      group: "Fleet",
      text: fleet.name,
      note: inServiceWords(fleet.inService, fleet.desired),
      deed: go(links.fleet(fleet.id)),
    },
    {
      key: `${fleet.id} replace`,
      group: "Action",
      text: `Replace ${fleet.name}…`,
      note: "choose an image, see the plan",
      deed: go(links.replace(fleet.id)),
    },
  ];
  return [...entries, ...rollbackEntries(fleet)];
}

function rollbackEntries(fleet: FleetView): readonly PaletteEntry[] {
  const target = previousGeneration(fleet);
  if (target === null) return [];
  const words = readinessWords(target.readiness);
  if (!words.possible) return [];
  return [
    {
      key: `${fleet.id} roll back`,
      group: "Action",
      text: `Roll back ${fleet.name} to ${target.label}`,
      note: words.text,
      deed: { kind: "roll-back", fleetId: fleet.id, generationId: target.id },
    },
  ];
}

function imageEntry(image: ImageView): PaletteEntry {
  return {
    key: imageKey(image.connectionId, image.id),
    group: "Image",
    text: image.name,
    note: image.id,
    deed: go(links.images({ connection: image.connectionId, image: image.id })),
  };
}

function serverEntry(server: ServerView): PaletteEntry {
  return {
    key: `${server.fleetId}/${server.id}`,
    group: "Server",
    text: server.id,
    note: `${server.state} · ${server.zone}${server.privateIp === null ? "" : ` · ${server.privateIp}`}`,
    deed: go(`${links.fleet(server.fleetId)}?server=${server.id}`),
  };
}

export function fittingEntries(
  entries: readonly PaletteEntry[],
  query: string,
  most: number,
): readonly PaletteEntry[] {
  if (query.trim() === "")
    return entries.filter((entry) => entry.group !== "Server").slice(0, most);
  return entries
    .map((entry) => ({
      entry,
      fit: Math.max(fitOf(entry.text, query), fitOf(entry.note, query) / 2),
    }))
    .filter(({ fit }) => fit > 0)
    .toSorted(
      (left, right) => right.fit - left.fit || left.entry.text.length - right.entry.text.length,
    )
    .slice(0, most)
    .map(({ entry }) => entry);
}
