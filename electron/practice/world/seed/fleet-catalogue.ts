/** The fleets of the shop and what they have been: each version of a launch template is one generation. */
export interface GenerationEntry {
  /** Of the group's name, `-vNNN`; null in a fleet that isn't named so. */
  readonly sequence: number | null;
  /** Key in the image catalogue. */
  readonly image: string;
  readonly daysAgo: number;
  /** `warm`: its group is still there without traffic. Otherwise only the template's version remains. */
  readonly state: "live" | "warm" | "past";
  readonly servers: number;
}

/** What hangs on a group beside its settings. */
export type Hanging = "drain-hook" | "topic" | "steps" | "tracking" | "office-hours" | "warm-pool";

export interface FleetEntry {
  readonly name: string;
  readonly instanceType: string;
  readonly securityGroup: string;
  /** How many target groups; 0: a worker. */
  readonly targetGroups: number;
  readonly dataVolumeGib: number | null;
  /** Made by Terraform, knows nothing of Bennu. */
  readonly foreign: boolean;
  /** One member that runs the version before, with one more security group. */
  readonly snowflake: boolean;
  /** As its groups' tag says; left out: they carry none. */
  readonly environment?: string;
  /** On its live group. */
  readonly hanging: readonly Hanging[];
  readonly generations: readonly GenerationEntry[];
}

function past(sequence: number | null, image: string, daysAgo: number): GenerationEntry {
  return { sequence, image, daysAgo, state: "past", servers: 0 };
}

function live(
  sequence: number | null,
  image: string,
  daysAgo: number,
  servers: number,
): GenerationEntry {
  return { sequence, image, daysAgo, state: "live", servers };
}

const PLAIN = {
  targetGroups: 1,
  dataVolumeGib: null,
  foreign: false,
  snowflake: false,
  hanging: [],
} as const;

export const SHOP_FLEETS: readonly FleetEntry[] = [
  {
    ...PLAIN,
    name: "checkout-web",
    instanceType: "m7i.large",
    securityGroup: "web",
    generations: [
      past(36, "checkout-web 7.1.8", 59),
      past(37, "checkout-web 7.2.0", 51),
      past(38, "checkout-web 7.2.1", 40),
      past(39, "checkout-web 7.2.3", 16),
      live(40, "checkout-web 7.2.4", 3, 20),
    ],
  },
  {
    ...PLAIN,
    name: "catalog-api",
    instanceType: "c7i.large",
    securityGroup: "api",
    hanging: ["drain-hook", "topic", "steps", "office-hours"],
    generations: [
      past(115, "catalog-api 3.15.2", 57),
      past(116, "catalog-api 3.16.0", 43),
      past(117, "catalog-api 3.17.1", 17),
      live(118, "catalog-api 3.18.0", 2, 64),
    ],
  },
  {
    ...PLAIN,
    name: "search-indexer",
    instanceType: "r7i.large",
    securityGroup: "worker",
    generations: [
      past(74, "search-indexer 2.74.0", 54),
      past(75, "search-indexer 2.75.1", 32),
      { sequence: 76, image: "search-indexer 2.76.0", daysAgo: 15, state: "warm", servers: 22 },
      live(77, "search-indexer 2.77.0", 1, 22),
    ],
  },
  {
    ...PLAIN,
    name: "payments",
    instanceType: "m7i.large",
    securityGroup: "api",
    targetGroups: 2,
    generations: [
      past(201, "payments 4.0.7", 58),
      past(202, "payments 4.0.9", 45),
      live(203, "payments 4.1.0", 8, 18),
    ],
  },
  {
    ...PLAIN,
    name: "session-cache",
    instanceType: "r7i.large",
    securityGroup: "cache",
    snowflake: true,
    generations: [
      past(17, "session-cache 1.17.0", 60),
      past(18, "session-cache 1.18.0", 59),
      live(19, "session-cache 1.19.0", 19, 12),
    ],
  },
  {
    ...PLAIN,
    name: "image-resizer",
    instanceType: "c7g.large",
    securityGroup: "worker",
    foreign: true,
    generations: [
      past(null, "packer-image-resizer-1755", 84),
      past(null, "packer-image-resizer-1761", 62),
      past(null, "packer-image-resizer-1772", 39),
      live(null, "packer-image-resizer-1789", 8, 40),
    ],
  },
  {
    ...PLAIN,
    name: "mail-worker",
    instanceType: "t3.medium",
    securityGroup: "worker",
    targetGroups: 0,
    hanging: ["drain-hook", "tracking", "office-hours", "warm-pool"],
    generations: [
      past(31, "mail-worker 1.31.0", 56),
      past(32, "mail-worker 1.32.0", 49),
      live(33, "mail-worker 1.33.0", 44, 9),
    ],
  },
  {
    ...PLAIN,
    name: "ledger-db",
    instanceType: "r7i.xlarge",
    securityGroup: "database",
    targetGroups: 0,
    dataVolumeGib: 200,
    generations: [past(7, "ledger-db 0.7.2", 53), live(8, "ledger-db 0.8.0", 18, 3)],
  },
];
