/** What must be replaced if an image has a hole: everything made from it that serves, by fleet and generation. */
import type { ImageView } from "../model/fleet.ts";
import type { FleetId } from "../model/ids.ts";
import { descendants, type ImageGraph } from "./image-graph.ts";
import { outdatedBase } from "./series.ts";

export interface ImpactedFleet {
  readonly fleetId: FleetId;
  readonly fleetName: string;
  readonly generations: readonly string[];
  readonly servers: number;
  /** A newer base of the same series exists than the one this fleet's image stands on. */
  readonly newerBase: string | null;
}

export interface ImageImpact {
  readonly servers: number;
  readonly images: number;
  readonly generations: number;
  readonly fleets: readonly ImpactedFleet[];
}

const running = new Set(["live", "rising", "warm"]);

/** Warm generations count too: one could return to them, with the hole. */
export function impactOf(graph: ImageGraph<ImageView>, imageId: string): ImageImpact {
  const own = graph.images.get(imageId);
  const family = [...(own === undefined ? [] : [own]), ...descendants(graph, imageId)];
  const uses = family.flatMap((image) =>
    image.usedBy.filter((use) => running.has(use.state)).map((use) => ({ image, use })),
  );
  const byFleet = Map.groupBy(uses, ({ use }) => use.fleetId);
  const fleets = [...byFleet].map(([fleetId, of]) => ({
    fleetId,
    fleetName: of[0]?.use.fleetName ?? "",
    generations: of.map(({ use }) => use.label),
    servers: sum(of.map(({ use }) => use.servers)),
    newerBase: outdatedBase(graph, of[0]?.image.id ?? imageId)?.name ?? null,
  }));
  fleets.sort((a, b) => b.servers - a.servers || (a.fleetName < b.fleetName ? -1 : 1));
  const used = new Set(uses.map(({ image }) => image.id));
  return { servers: sum(fleets.map((one) => one.servers)), images: used.size, generations: uses.length, fleets };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
