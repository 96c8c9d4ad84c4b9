/** What can be chosen as a side, as options of a list. Pure. */
import type { CompareSubject } from "../../../../shared/compare/comparison.ts";
import type { FleetView, ImageView, ServerView } from "../../../../shared/model/fleet.ts";
import { subjectText } from "../../../compare-address.ts";

export interface SubjectOption {
  /** The subject as text. */
  readonly value: string;
  readonly label: string;
  readonly description: string;
  readonly labelTag: string;
}

export const subjectKinds = ["image", "generation", "server"] as const;
export type SubjectKind = CompareSubject["kind"];

/** Newest first. */
export function imageOptions(
  images: Iterable<ImageView>,
  connection: string | null,
  several: boolean,
): SubjectOption[] {
  return [...images]
    .filter((image) => connection === null || image.connectionId === connection)
    .sort((a, b) => b.createdAtMs - a.createdAtMs)
    .map(({ id, connectionId, name, state }) => ({
      value: subjectText({ kind: "image", connectionId, imageId: id }),
      label: name,
      description: several ? `${id} · ${connectionId}` : id,
      labelTag: state,
    }));
}

export function generationOptions(fleets: Iterable<FleetView>): SubjectOption[] {
  return [...fleets].flatMap((fleet) =>
    fleet.generations.map((generation) => ({
      value: subjectText({ kind: "generation", fleetId: fleet.id, generationId: generation.id }),
      label: `${fleet.name} ${generation.label}`,
      description: generation.imageName ?? generation.imageId ?? "image unknown",
      labelTag: generation.state,
    })),
  );
}

export function serverOptions(
  servers: Iterable<ServerView>,
  fleets: ReadonlyMap<string, FleetView>,
): SubjectOption[] {
  return [...servers].flatMap((server) => {
    const fleet = fleets.get(server.fleetId);
    if (fleet === undefined) return [];
    const { connectionId, name } = fleet;
    return {
      value: subjectText({ kind: "server", connectionId, serverId: server.id }),
      label: `${server.id} of ${name}`,
      description: `${server.privateIp ?? "no address"} · ${server.imageId}`,
      labelTag: server.snowflake.length > 0 ? "snowflake" : server.state,
    };
  });
}
