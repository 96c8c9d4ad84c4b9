/** What dies with servers, in words: their disks, and what AWS keeps only as long as a server runs. */
import type { Facts, GroupFact, ServerFact, VolumeFact } from "../model/facts.ts";
import { serversOf } from "../fleet/fact-index.ts";
import { countWords, listWords } from "../words/counts.ts";

export function lostWith(group: GroupFact, facts: Facts): string[] {
  const servers = serversOf(group, facts);
  if (servers.length === 0) return [];
  const unread = group.members.length - servers.length;
  const lost = [...rootVolumes(servers), ...dataVolumes(servers), ...instanceStores(servers)];
  if (unread > 0)
    lost.push(`What is on ${countWords(unread, "server")} that could not be read is not known`);
  return lost;
}

function rootVolumes(servers: readonly ServerFact[]): string[] {
  const dying = servers.filter((server) =>
    server.volumes.some((volume) => isRoot(server, volume) && volume.deleteOnTermination),
  );
  if (dying.length === 0) return [];
  return [
    `The root volumes of ${countWords(dying.length, "server")}, with all logs and files written there`,
  ];
}

const isRoot = (server: ServerFact, volume: VolumeFact) => volume.device === server.rootDevice;

function dataVolumes(servers: readonly ServerFact[]): string[] {
  const data = servers.flatMap((server) =>
    server.volumes.filter((volume) => !isRoot(server, volume)),
  );
  const dying = data.filter((volume) => volume.deleteOnTermination);
  const staying = data.filter((volume) => !volume.deleteOnTermination);
  const lost: string[] = [];
  if (dying.length > 0) lost.push(`${countWords(dying.length, "data volume")}: ${names(dying)}`);
  if (staying.length > 0)
    lost.push(
      `${countWords(staying.length, "data volume")} stay in the account, unattached: ${names(staying)}`,
    );
  return lost;
}

const names = (volumes: readonly VolumeFact[]) =>
  listWords(
    volumes.map((volume) => volume.volumeId),
    3,
  );

/** Families with disks of their own: storage types, and those with a d after the generation (m5d, c6gd, r5dn). */
const withInstanceStore =
  /^(i\d|im\d|is\d|d\d|h1\.|x1|x2i?e?dn|z1d|p[345]|trn|f\d|[a-z]+\d+[a-z]*d[a-z]*\.)/;

export function hasInstanceStore(instanceType: string): boolean {
  return withInstanceStore.test(instanceType);
}

function instanceStores(servers: readonly ServerFact[]): string[] {
  const dying = servers.filter((server) => hasInstanceStore(server.instanceType));
  if (dying.length === 0) return [];
  const types = [...new Set(dying.map((server) => server.instanceType))].sort();
  return [`The instance stores of ${countWords(dying.length, "server")} (${listWords(types, 3)})`];
}
