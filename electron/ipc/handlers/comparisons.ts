import type { ReadAncestries } from "../../bake/ancestries.ts";
import type { ServerLooks } from "../../bake/look-inside.ts";
import type { ReadServer } from "../../bake/server-record.ts";
import type { FindImageRecord } from "../../bake/image-records.ts";
import { compareSides } from "../../../shared/compare/compare.ts";
import type { CompareSubject } from "../../../shared/compare/comparison.ts";
import {
  generationSide,
  imageSide,
  serverSide,
  type GatheredSide,
} from "../../../shared/compare/sides.ts";
import { BennuError } from "../../../shared/errors.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { connectionId } from "../../../shared/model/ids.ts";
import type { ConnectionId } from "../../../shared/model/ids.ts";
import type { ImageRecord } from "../../../shared/model/manifest.ts";
import type { Handlers } from "../gate.ts";

type Own = Pick<
  Handlers,
  "compare:sides" | "server:look-inside" | "image:ancestries" | "image:record"
>;

export interface ComparisonParts {
  facts(id: ConnectionId): Facts;
  fleet(id: string): FleetView | null;
  /** What the journal has, else what the image's servers say of themselves. */
  readonly record: FindImageRecord;
  /** What one server says of itself. */
  readonly server: ReadServer;
  readonly ancestries: ReadAncestries;
  readonly looks: Pick<ServerLooks, "look">;
  /** What the journal has. */
  kept(imageId: string): ImageRecord | null;
}

export function comparisonHandlers(parts: ComparisonParts): Own {
  return {
    "compare:sides": async ({ sides }) => {
      const gathered = await Promise.all(sides.map((subject) => gather(parts, subject)));
      return compareSides(gathered);
    },
    "server:look-inside": async ({ connectionId: id, serverId }) => {
      const connection = connectionId(id);
      const found = parts.facts(connection).servers.get(serverId);
      if (!found) throw missing(`There is no server ${serverId} in this connection any more`);
      const record = await parts.record(connection, found.imageId);
      const watched = record?.manifest?.files.map(({ path }) => path) ?? [];
      await parts.looks.look(connection, found, watched);
      return null;
    },
    "image:ancestries": ({ connectionId: id, imageIds }) =>
      parts.ancestries(connectionId(id), imageIds),
    "image:record": ({ connectionId: connection, imageId }) =>
      parts.record(connectionId(connection), imageId),
  };
}

function gather(parts: ComparisonParts, subject: CompareSubject): Promise<GatheredSide> {
  switch (subject.kind) {
    case "image":
      return image(parts, subject);
    case "generation":
      return generation(parts, subject);
    case "server":
      return server(parts, subject);
  }
}

/** An image that is gone can still be compared by what was kept of it. */
async function image(
  parts: ComparisonParts,
  subject: Extract<CompareSubject, { kind: "image" }>,
): Promise<GatheredSide> {
  const [connection, id] = [connectionId(subject.connectionId), subject.imageId];
  const facts = parts.facts(connection);
  if (!facts.images.has(id) && !parts.kept(id))
    throw missing(`There is no image ${id} in this connection, and nothing was kept of it`);
  return imageSide(subject, facts, await parts.record(connection, id));
}

async function generation(
  parts: ComparisonParts,
  { fleetId, generationId }: Extract<CompareSubject, { kind: "generation" }>,
): Promise<GatheredSide> {
  const fleet = parts.fleet(fleetId);
  if (!fleet) throw missing(`There is no fleet ${fleetId}`);
  const found = fleet.generations.find((one) => one.id === generationId);
  if (!found) throw missing(`${fleet.name} has no generation ${generationId}`);
  const record = found.imageId && (await parts.record(fleet.connectionId, found.imageId));
  return generationSide(fleet, found, parts.facts(fleet.connectionId), record || null);
}

async function server(
  parts: ComparisonParts,
  subject: Extract<CompareSubject, { kind: "server" }>,
): Promise<GatheredSide> {
  const connection = connectionId(subject.connectionId);
  const facts = parts.facts(connection);
  const found = facts.servers.get(subject.serverId);
  if (!found) throw missing(`There is no server ${subject.serverId} in this connection any more`);
  return serverSide(subject, found, facts, await parts.server(connection, found));
}

const missing = (what: string) =>
  new BennuError({ code: "not-found", message: `${what}. Nothing was compared. Choose anew.` });
