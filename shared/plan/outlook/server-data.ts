/** What the live servers hold that a new server won't have: disks, and addresses that somebody relies on. */
import { serversOf } from "../../fleet/fact-index.ts";
import type { Facts, GroupFact, ServerFact, TemplateVersionFact } from "../../model/facts.ts";
import type { InstanceTypeFact } from "../../model/facts/outlook-facts.ts";
import { hasInstanceStore } from "../what-is-lost.ts";

export interface ServerData {
  readonly servers: number;
  /** Members whose servers could not be read: what they hold is not known. */
  readonly unread: number;
  /** Beside the root: deleted with the server. */
  readonly dying: readonly string[];
  /** Beside the root: left in the account when the server ends. */
  readonly staying: readonly string[];
  /** Of those: not in the launch template, so attached later, by a person or a script. */
  readonly attachedLater: readonly string[];
  /** Types with disks of their host. */
  readonly instanceStores: readonly string[];
}

export function serverData(
  group: GroupFact,
  facts: Facts,
  template: TemplateVersionFact | null,
  types: readonly InstanceTypeFact[] | null,
): ServerData {
  const servers = serversOf(group, facts);
  const data = servers.flatMap(dataVolumes);
  const staying = data.filter((volume) => !volume.deleteOnTermination);
  const known = template === null ? null : devicesOf(template);
  return {
    servers: servers.length,
    unread: group.members.length - servers.length,
    dying: data.filter((volume) => volume.deleteOnTermination).map(({ volumeId }) => volumeId),
    staying: staying.map(({ volumeId }) => volumeId),
    attachedLater: staying
      .filter(({ device }) => known !== null && !known.has(device))
      .map(({ volumeId }) => volumeId),
    instanceStores: [...new Set(servers.map((server) => server.instanceType))]
      .filter((type) => storesOf(type, types))
      .sort(),
  };
}

/** Whether a new server in the place of an old one would miss something that the old one holds. */
export const holdsData = ({ dying, staying, instanceStores }: ServerData): boolean =>
  dying.length + staying.length + instanceStores.length > 0;

const dataVolumes = ({ volumes, rootDevice }: ServerFact) =>
  volumes.filter(({ device }) => device !== rootDevice);

/** AWS's own word where it was read, else what the type's name says. */
function storesOf(type: string, types: readonly InstanceTypeFact[] | null): boolean {
  return types?.find(({ name }) => name === type)?.instanceStore ?? hasInstanceStore(type);
}

function devicesOf({ other }: TemplateVersionFact): ReadonlySet<string> {
  const devices = Object.entries(other).filter(([path]) => path.endsWith("DeviceName"));
  return new Set(devices.map(([, device]) => device));
}
