/**
 * A base with twelve descendants: a golden image, ten server images of recipes that the console brings, and one that no
 * recipe made; on them twelve small fleets, two of them for staging. A newer base is there.
 */
import type { FleetEntry } from "./fleet-catalogue.ts";
import type { ImageEntry } from "./image-catalogue.ts";
import { SHOP_IMAGES } from "./image-catalogue.ts";

const GOLDEN = "hardened 91";

interface Made {
  readonly recipe: string;
  readonly version: string;
  /** As seed images know it. */
  readonly runtime: string;
  readonly servers: number;
  readonly targetGroups: 0 | 1;
}

const made: readonly Made[] = [
  { recipe: "checkout-web", version: "7.2.4", runtime: "node", servers: 8, targetGroups: 1 },
  { recipe: "catalog-api", version: "3.18.0", runtime: "node", servers: 6, targetGroups: 1 },
  { recipe: "payments", version: "4.1.0", runtime: "java", servers: 6, targetGroups: 1 },
  { recipe: "session-cache", version: "1.19.0", runtime: "cache", servers: 4, targetGroups: 1 },
  { recipe: "search-indexer", version: "2.77.0", runtime: "java", servers: 4, targetGroups: 1 },
  { recipe: "mail-worker", version: "1.33.0", runtime: "mail", servers: 3, targetGroups: 0 },
  { recipe: "cart-api", version: "2.4.0", runtime: "node", servers: 5, targetGroups: 1 },
  { recipe: "price-api", version: "1.12.0", runtime: "node", servers: 4, targetGroups: 1 },
  { recipe: "stock-api", version: "5.0.2", runtime: "java", servers: 4, targetGroups: 1 },
  { recipe: "report-worker", version: "0.9.1", runtime: "java", servers: 2, targetGroups: 0 },
];

/** Fleets that run an image of another one, before it goes to production. */
const staging = ["checkout-web", "payments"];

const bases = SHOP_IMAGES.filter(({ kind }) => kind === "base");
const goldens = SHOP_IMAGES.filter(({ key }) => key === GOLDEN || key === "hardened 88");

function image({ recipe, version, runtime }: Made, isPast: boolean): ImageEntry {
  const number = isPast ? `${version}-rc` : version;
  return {
    key: `${recipe} ${number}`,
    name: `${recipe} ${number}`,
    parent: isPast ? "hardened 88" : GOLDEN,
    base: isPast ? 0 : 1,
    daysAgo: isPast ? 40 : 12,
    kind: "server",
    recipe,
    version: number,
    runtime,
    verified: "passed 12/12",
    state: "available",
    foreign: false,
    arch: "x86_64",
    broken: false,
  };
}

/** Somebody made it by hand of the golden image, and no recipe says how. */
const byHand: ImageEntry = {
  key: "bastion-2026.11",
  name: "bastion-2026.11",
  parent: GOLDEN,
  base: 1,
  daysAgo: 10,
  kind: "server",
  recipe: "bastion",
  version: "2026.11",
  runtime: null,
  verified: null,
  state: "available",
  foreign: true,
  arch: "x86_64",
  broken: false,
};

export const LINEAGE_IMAGES: readonly ImageEntry[] = [
  ...bases,
  ...goldens,
  ...made.map((one) => image(one, true)),
  ...made.map((one) => image(one, false)),
  byHand,
];

function fleet(one: Made, environment: "production" | "staging"): FleetEntry {
  const isStaging = environment === "staging";
  return {
    name: isStaging ? `${one.recipe}-stage` : one.recipe,
    instanceType: "m7i.large",
    securityGroup: one.targetGroups === 0 ? "worker" : "web",
    targetGroups: one.targetGroups,
    dataVolumeGib: null,
    foreign: false,
    snowflake: false,
    hanging: [],
    environment,
    generations: [
      { sequence: 11, image: image(one, true).key, daysAgo: 39, state: "past", servers: 0 },
      {
        sequence: 12,
        image: image(one, false).key,
        daysAgo: 11,
        state: "live",
        servers: isStaging ? 2 : one.servers,
      },
    ],
  };
}

export const LINEAGE_FLEETS: readonly FleetEntry[] = [
  ...made.map((one) => fleet(one, "production")),
  ...made.filter(({ recipe }) => staging.includes(recipe)).map((one) => fleet(one, "staging")),
];
