/** The views of one connection: derived anew from its facts, compared with the last ones, only changes given out. */
import { deriveFleets } from "../../shared/fleet/derive-fleets.ts";
import { deriveImages } from "../../shared/fleet/derive-images.ts";
import { deriveServers } from "../../shared/fleet/derive-servers.ts";
import type { Connection } from "../../shared/model/connection.ts";
import type { Facts } from "../../shared/model/facts.ts";
import type { FleetPolicy } from "../../shared/rules/fleet-policy.ts";
import type { ViewDelta, ViewExtras, ViewRows, ViewTable } from "./messages.ts";
import { sameRow } from "./same-row.ts";

export class ViewStore {
  readonly #rows: Readonly<Record<ViewTable, Map<string, ViewRows[ViewTable]>>> = {
    fleets: new Map(),
    servers: new Map(),
    images: new Map(),
  };

  counts(): Readonly<Record<ViewTable, number>> {
    const { fleets, servers, images } = this.#rows;
    return { fleets: fleets.size, servers: servers.size, images: images.size };
  }

  derive(
    facts: Facts,
    about: { connection: Connection; policy: FleetPolicy; nowMs: number; extras: ViewExtras },
  ): readonly ViewDelta[] {
    const { connection, policy, nowMs, extras } = about;
    const fleets = deriveFleets(facts, { connection, policy, nowMs, ...extras });
    return [
      this.#replace("fleets", fleets),
      this.#replace("servers", deriveServers(facts, fleets)),
      this.#replace(
        "images",
        deriveImages(facts, fleets, extras.knownManifests, connection, extras.cutManifests),
      ),
    ].filter(({ upserts, removes }) => upserts.length + removes.length > 0);
  }

  #replace(table: ViewTable, rows: readonly ViewRows[ViewTable][]): ViewDelta {
    const held = this.#rows[table];
    const gone = new Set(held.keys());
    const upserts = rows.filter((row) => {
      gone.delete(row.id);
      return !sameRow(held.get(row.id), row);
    });
    for (const row of upserts) held.set(row.id, row);
    for (const id of gone) held.delete(id);
    return { table, upserts, removes: [...gone] };
  }
}
