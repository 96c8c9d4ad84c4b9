/** Where a group's members are to be: subnets, and the zones that follow from them or are named without. */
import { validationError } from "../../../world/autoscaling/groups.ts";
import type { GroupState } from "../../../world/kernel/state/autoscaling.ts";
import type { World } from "../../../world/kernel/world.ts";
import { splitSubnets } from "../input.ts";

interface Wish {
  readonly VPCZoneIdentifier?: string | undefined;
  readonly AvailabilityZones?: readonly string[] | undefined;
  readonly AvailabilityZoneIds?: readonly string[] | undefined;
}

type Place = Pick<GroupState, "subnetIds" | "zones">;

/** Empty: nothing was said of it. */
export function placeOf(world: World, input: Wish): Partial<Place> {
  const zones = namedZones(world, input);
  if (input.VPCZoneIdentifier === undefined) return zones.length > 0 ? { zones } : {};
  const subnetIds = splitSubnets(input.VPCZoneIdentifier);
  const own = [...new Set(subnetIds.map((id) => zoneOfSubnet(world, id)))].toSorted();
  if (zones.some((zone) => !own.includes(zone)))
    throw validationError(
      "The specified Availability Zones and the Availability Zones of the subnets in VPCZoneIdentifier do not match.",
    );
  return { subnetIds, zones: own };
}

export function newPlace(world: World, input: Wish): Place {
  const { subnetIds = [], zones = [] } = placeOf(world, input);
  if (zones.length === 0)
    throw validationError("At least one Availability Zone or VPC Subnet is required.");
  return { subnetIds, zones };
}

function namedZones(world: World, input: Wish): string[] {
  const byId = (input.AvailabilityZoneIds ?? []).map((id) => zoneWithId(world, id));
  const zones = [...new Set([...(input.AvailabilityZones ?? []), ...byId])];
  const unknown = zones.filter((zone) => !world.state.zones.has(zone));
  if (unknown.length > 0) throw invalid(unknown);
  return zones.toSorted();
}

const invalid = (zones: readonly string[]) =>
  validationError(`Invalid availability zones: [${zones.join(", ")}]`);

function zoneWithId(world: World, id: string): string {
  for (const zone of world.state.zones.values()) if (zone.id === id) return zone.name;
  throw invalid([id]);
}

function zoneOfSubnet(world: World, id: string): string {
  const subnet = world.state.subnets.get(id);
  if (subnet) return subnet.zone;
  throw validationError(`The subnet ID '${id}' does not exist`);
}
