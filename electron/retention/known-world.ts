/** What the console's connections were last seen to hold, as far as the use of images goes. */
import type { Connection } from "../../shared/model/connection.ts";
import type { Facts } from "../../shared/model/facts.ts";
import type { FleetView, ImageView } from "../../shared/model/fleet.ts";
import type { ConnectionId } from "../../shared/model/ids.ts";
import type { KnownWorld } from "../../shared/retention/from-inventory.ts";

export interface KnownParts {
  connections(): readonly Connection[];
  facts(id: ConnectionId): Facts;
  views(id: ConnectionId): {
    readonly fleets: ReadonlyMap<string, FleetView>;
    readonly images: ReadonlyMap<string, ImageView>;
  };
  /** Null: not known yet. */
  state(id: ConnectionId): {
    readonly accountId: string | null;
    readonly phase: string;
    readonly lastSyncAtMs: number | null;
  } | null;
}

export function knownWorld(parts: KnownParts, id: ConnectionId): KnownWorld {
  const state = parts.state(id);
  return {
    facts: parts.facts(id),
    fleets: [...parts.views(id).fleets.values()],
    accountId: state?.accountId ?? null,
    readAtMs: state?.lastSyncAtMs ?? 0,
    elsewhere: elsewhere(parts, id),
  };
}

/** Of the same region: an image's id is known in no other. One connection that was never read leaves it unknown. */
function elsewhere(
  parts: KnownParts,
  own: ConnectionId,
): ReadonlyMap<string, readonly string[]> | null {
  const all = parts.connections();
  const { kind, region } = all.find(({ id }) => id === own) ?? {};
  const others = all.filter((one) => one.id !== own && one.kind === kind && one.region === region);
  if (others.some(({ id }) => parts.state(id)?.phase !== "ready")) return null;
  const found = new Map<string, string[]>();
  const add = (image: string | null, words: string) => {
    if (image === null) return;
    const known = found.get(image);
    if (known) known.push(words);
    else found.set(image, [words]);
  };
  for (const { id, name } of others) {
    const { servers, templateVersions } = parts.facts(id);
    for (const server of servers.values()) add(server.imageId, `${server.id} in ${name}`);
    for (const { imageId, templateName, version, isDefault } of templateVersions.values())
      if (isDefault) add(imageId, `${templateName} version ${String(version)} in ${name}`);
  }
  return found;
}
