import type { FindImageRecord } from "../../bake/image-records.ts";
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
  /** What the journal has, else what the image's servers say of themselves. */
  readonly record: FindImageRecord;
  /** What the journal has. */
  kept(imageId: string): ImageRecord | null;
}

export function comparisonHandlers(parts: ComparisonParts): Own {
  return {
    "compare:images": async ({ connectionId: connection, left, right }) => {
      const facts = parts.facts(connectionId(connection));
      const side = async (id: string) =>
        imageSide(known(facts, id, parts), facts, await parts.record(connectionId(connection), id));
      return compareImages(await side(left), await side(right));
    },
    "compare:generations": async ({ fleetId, left, right }) => {
      const fleet = parts.fleet(fleetId);
      if (!fleet) throw missing(`There is no fleet ${fleetId}`);
      const facts = parts.facts(fleet.connectionId);
      const side = async (id: string) => {
        const generation = fleet.generations.find((one) => one.id === id);
        if (!generation) throw missing(`${fleet.name} has no generation ${id}`);
        const image = generation.imageId;
        const record = image === null ? null : await parts.record(fleet.connectionId, image);
        return generationSide(generation, facts, record);
      };
      return compareGenerations(await side(left), await side(right));
    },
    "image:record": ({ connectionId: connection, imageId }) =>
      parts.record(connectionId(connection), imageId),
  };
}

/** An image that is gone can still be compared by what was kept of it. */
function known(facts: Facts, id: string, parts: ComparisonParts): string {
  if (facts.images.has(id) || parts.kept(id)) return id;
  throw missing(`There is no image ${id} in this connection, and nothing was kept of it`);
}

const missing = (what: string) =>
  new BennuError({ code: "not-found", message: `${what}. Nothing was compared. Choose anew.` });
