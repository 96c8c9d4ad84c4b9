/** The network of a rehearsal: the subnets that were seen, in one VPC, and a load balancer before their targets. */
import type { World } from "../../kernel/world.ts";
import { zonePrefix } from "../make-network.ts";
import type { RehearsalSeed, RehearsedServer, RehearsedSubnet } from "./rehearsal-seed.ts";

export function copyNetwork(world: World, seed: RehearsalSeed): void {
  const { vpcId } = seed;
  world.state.vpcs.set(vpcId, { id: vpcId, cidr: "10.0.0.0/8", tags: {} });
  const zones = [...new Set(seed.subnets.map(({ zone }) => zone))].sort();
  zones.forEach((name, at) => {
    world.state.zones.set(name, { name, id: `${zonePrefix(seed.region)}-az${at + 1}` });
  });
  const servers = Map.groupBy(seed.servers, ({ subnetId }) => subnetId);
  seed.subnets.forEach((subnet, at) =>
    copySubnet(world, vpcId, subnet, { at, servers: servers.get(subnet.id) ?? [] }),
  );
  seed.securityGroupIds.forEach((id, at) => {
    const name = at === 0 ? "default" : id;
    world.state.securityGroups.set(id, { id, name, description: "", vpcId, tags: {} });
  });
}

/** Its addresses begin where its servers' do, and go on after the last of them. */
function copySubnet(
  world: World,
  vpcId: string,
  { id, zone, name, freeAddresses }: RehearsedSubnet,
  { at, servers }: { readonly at: number; readonly servers: readonly RehearsedServer[] },
): void {
  const taken = servers.map(({ privateIp }) => numberOf(privateIp)).filter((ip) => ip > 0);
  const base = taken.length > 0 ? startOfBlock(Math.min(...taken)) : numberOf(`10.${at % 256}.0.0`);
  const nextHost = taken.length > 0 ? Math.max(...taken) - base + 1 : 4;
  world.state.subnets.set(id, {
    id,
    vpcId,
    zone,
    zoneId: world.state.zones.get(zone)?.id ?? zone,
    cidr: `${[24, 16, 8, 0].map((bits) => (base >>> bits) & 255).join(".")}/18`,
    freeAddresses,
    nextHost,
    tags: name === null ? {} : { Name: name },
  });
}

const numberOf = (ip: string): number =>
  ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

/** Of the 256 addresses that it is among. */
const startOfBlock = (address: number) => address - (address % 256);
