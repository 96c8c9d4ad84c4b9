import { compareGenerations, compareImages } from "../../../shared/compare/compare.ts";
import { generationSide, imageSide } from "../../../shared/compare/sides.ts";
import { BennuError } from "../../../shared/errors.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { connectionId } from "../../../shared/model/ids.ts";
import type { ConnectionId } from "../../../shared/model/ids.ts";
import type { ImageRecord } from "../../../shared/model/manifest.ts";
import type { Handlers } from "../gate.ts";

type Own = Pick<Handlers, "compare:images" | "compare:generations" | "image:record">;

export interface ComparisonParts {
  facts(id: ConnectionId): Facts;
  fleet(id: string): FleetView | null;
  record(imageId: string): ImageRecord | null;
}

export function comparisonHandlers(parts: ComparisonParts): Own {
  return {
    "compare:images": async ({ connectionId: connection, left, right }) => {
      const facts = parts.facts(connectionId(connection));
      const side = (id: string) => imageSide(known(facts, id, parts), facts, parts.record(id));
      return compareImages(side(left), side(right));
    },
    "compare:generations": async ({ fleetId, left, right }) => {
      const fleet = parts.fleet(fleetId);
      if (!fleet) throw missing(`There is no fleet ${fleetId}`);
      const facts = parts.facts(fleet.connectionId);
      const side = (id: string) => {
        const generation = fleet.generations.find((one) => one.id === id);
        if (!generation) throw missing(`${fleet.name} has no generation ${id}`);
        return generationSide(generation, facts, parts.record(generation.imageId ?? ""));
      };
      return compareGenerations(side(left), side(right));
    },
    "image:record": async ({ imageId }) => parts.record(imageId),
  };
}

/** An image that is gone can still be compared by what was kept of it. */
function known(facts: Facts, id: string, parts: ComparisonParts): string {
  if (facts.images.has(id) || parts.record(id)) return id;
  throw missing(`There is no image ${id} in this connection, and nothing was kept of it`);
}

const missing = (what: string) =>
  new BennuError({ code: "not-found", message: `${what}. Nothing was compared. Choose anew.` });
