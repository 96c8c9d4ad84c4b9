/** Fleets as real ones are: most are small, some are large; a few have what a clone can't carry. */
import type { Chance } from "../../../electron/practice/world/kernel/chance.ts";
import {
  SHOP_FLEETS,
  type FleetEntry,
} from "../../../electron/practice/world/seed/fleet-catalogue.ts";
import { TRAITS, type FleetShape, type GroupSettings, type Trait } from "./scenario.ts";

/** A database's servers are never replaced side by side. */
const ENTRIES = SHOP_FLEETS.filter(({ dataVolumeGib }) => dataVolumeGib === null);

export function drawFleet(chance: Chance, servers: number | null): FleetShape {
  const entry = drawEntry(chance);
  const drawn = drawSize(chance);
  const size = servers ?? drawn;
  return {
    entry: entry.name,
    servers: size,
    zones: chance.next() < 0.25 ? 1 : 3,
    targetGroups: chance.whole(0, 2),
    snowflake: entry.snowflake && chance.next() < 0.3,
    below: chance.whole(0, size),
    above: chance.whole(0, 4),
    isProtected: chance.next() < 0.2,
    held: chance.next() < 0.1 ? ["AZRebalance"] : [],
    traits: drawTraits(chance),
    settings: drawSettings(chance),
  };
}

/** One that was made by other tools is refused for most operations, so it is drawn less often. */
function drawEntry(chance: Chance): FleetEntry {
  const drawn = ENTRIES[chance.whole(0, ENTRIES.length - 1)];
  const instead = ENTRIES[chance.whole(0, ENTRIES.length - 1)];
  const entry = drawn?.foreign ? instead : drawn;
  if (!entry) throw new Error("The shop has no fleets");
  return entry;
}

function drawSettings(chance: Chance): GroupSettings {
  const maybe = <T extends GroupSettings>(settings: T) => (chance.next() < 0.12 ? settings : {});
  return {
    ...maybe({ healthCheckGraceSeconds: chance.pick([180, 300]) }),
    ...maybe({ defaultCooldownSeconds: 60 }),
    ...maybe({ defaultInstanceWarmupSeconds: chance.pick([null, 0, 120]) }),
    ...maybe({ terminationPolicies: ["OldestLaunchTemplate", "OldestInstance"] }),
    ...maybe({ capacityRebalance: true }),
    ...maybe({ enabledMetrics: ["GroupInServiceInstances", "GroupTotalInstances"] }),
    ...maybe({ maintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 110 } }),
    ...maybe({ deletionProtection: "prevent-force-deletion" }),
    ...maybe({ zoneDistribution: "balanced-only" }),
  };
}

function drawSize(chance: Chance): number {
  const drawn = chance.next();
  if (drawn < 0.8) return chance.whole(1, 8);
  if (drawn < 0.95) return chance.whole(9, 30);
  return drawn < 0.99 ? chance.whole(31, 120) : chance.whole(121, 400);
}

function drawTraits(chance: Chance): Trait[] {
  const some = chance.next() < 0.1;
  const drawn = TRAITS.filter(() => chance.next() < 0.3);
  return some ? drawn : [];
}
