/** DescribeInstanceTypeOfferings: which types there are where. */
import type {
  _InstanceType,
  DescribeInstanceTypeOfferingsCommandInput,
  DescribeInstanceTypeOfferingsCommandOutput,
  LocationType,
} from "@aws-sdk/client-ec2";
import { zonesOffering } from "../../../world/ec2/capacity/offerings.ts";
import { INSTANCE_TYPES } from "../../../world/ec2/instances/instance-types.ts";
import type { World } from "../../../world/kernel/world.ts";
import type { CallContext } from "../../call-context.ts";
import { matcher } from "../filters.ts";
import type { FilterFields } from "../filters.ts";
import { pageOfList } from "../paging.ts";
import { refuseDryRun } from "../reply.ts";
import type { Reply } from "../reply.ts";

interface Offering {
  readonly type: string;
  readonly location: string;
}

const OFFERING_FIELDS: FilterFields<Offering> = {
  "instance-type": (row) => [row.type],
  location: (row) => [row.location],
};

/** By region unless zones are asked for. */
export function DescribeInstanceTypeOfferings(
  input: DescribeInstanceTypeOfferingsCommandInput,
  { world }: CallContext,
): Reply<DescribeInstanceTypeOfferingsCommandOutput> {
  refuseDryRun(input);
  const { LocationType = "region" } = input;
  const matches = matcher(input.Filters, OFFERING_FIELDS);
  const all = [...INSTANCE_TYPES.keys()].flatMap((type) =>
    locationsOf(world, type, LocationType).map((location) => ({ type, location })),
  );
  const { items, NextToken } = pageOfList(all.filter(matches), input, { least: 5, most: 1000 });
  const InstanceTypeOfferings = items.map(({ type, location: Location }) => ({
    InstanceType: type as _InstanceType,
    LocationType,
    Location,
  }));
  return { InstanceTypeOfferings, NextToken };
}

function locationsOf(world: World, instanceType: string, kind: LocationType): readonly string[] {
  const zones = zonesOffering(world, instanceType);
  switch (kind) {
    case "region":
      return zones.length > 0 ? [world.region] : [];
    case "availability-zone":
      return zones;
    case "availability-zone-id":
      return zones.map((zone) => world.state.zones.get(zone)?.id ?? zone);
    default:
      return [];
  }
}
