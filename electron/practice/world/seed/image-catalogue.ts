/** The images of the shop: three bases, what was hardened on them, and what each fleet made of those. */
import type { ImageStateName } from "../kernel/state/ec2/images.ts";
import type { BaseIndex } from "./packages.ts";

export interface ImageEntry {
  /** Unique in the catalogue; other entries and fleets name it so. */
  readonly key: string;
  readonly name: string;
  readonly parent: string | null;
  readonly base: BaseIndex;
  readonly daysAgo: number;
  readonly kind: "base" | "golden" | "server";
  readonly recipe: string;
  readonly version: string;
  readonly runtime: string | null;
  /** `passed 14/14`, `failed: …`; null: never tested by Bennu. */
  readonly verified: string | null;
  readonly state: ImageStateName;
  /** Made by other tools: no tag of Bennu, no parent known. */
  readonly foreign: boolean;
  readonly arch: "x86_64" | "arm64";
  readonly broken: boolean;
  /** Of a generated image: whose contents it shares, so that thousands need not be kept. */
  readonly contentsAs?: { readonly recipe: string; readonly version: string };
}

const DEFAULTS = { state: "available", foreign: false, arch: "x86_64", broken: false } as const;

function base(version: string, index: BaseIndex, daysAgo: number): ImageEntry {
  const name = `al2023-${version}`;
  const root = {
    parent: null,
    kind: "base",
    recipe: "al2023",
    runtime: null,
    verified: null,
  } as const;
  return { ...DEFAULTS, ...root, key: name, name, base: index, daysAgo, version };
}

function golden(version: string, parent: string, index: BaseIndex, daysAgo: number): ImageEntry {
  const key = `hardened ${version}`;
  const made = {
    kind: "golden",
    recipe: "hardened",
    runtime: null,
    verified: "passed 9/9",
  } as const;
  return { ...DEFAULTS, ...made, key, name: key, parent, base: index, daysAgo, version };
}

/** Made of hardened 88, 91 or 92. */
function server(
  recipe: string,
  version: string,
  index: BaseIndex,
  daysAgo: number,
  change: Partial<ImageEntry> = {},
) {
  const key = `${recipe} ${version}`;
  const entry: ImageEntry = {
    ...DEFAULTS,
    key,
    name: key,
    parent: GOLDEN[index],
    base: index,
    daysAgo,
    kind: "server",
    recipe,
    version,
    runtime: RUNTIME[recipe] ?? null,
    verified: "passed 12/12",
    ...change,
  };
  return entry;
}

const GOLDEN: Readonly<Record<BaseIndex, string>> = {
  0: "hardened 88",
  1: "hardened 91",
  2: "hardened 92",
};

const RUNTIME: Readonly<Record<string, string>> = {
  "checkout-web": "node",
  "catalog-api": "node",
  "search-indexer": "java",
  payments: "java",
  "session-cache": "cache",
  "mail-worker": "mail",
  "ledger-db": "database",
  "image-resizer": "resizer",
};

function foreign(
  name: string,
  index: BaseIndex,
  daysAgo: number,
  arch: ImageEntry["arch"] = "arm64",
): ImageEntry {
  const version = name.split("-").at(-1) ?? "";
  const change = { key: name, name, parent: null, verified: null, foreign: true, arch };
  return server("image-resizer", version, index, daysAgo, change);
}

export const SHOP_IMAGES: readonly ImageEntry[] = [
  base("2026.09.18", 0, 62.5),
  base("2026.10.30", 1, 20.8),
  base("2026.11.14", 2, 5.7),
  golden("88", "al2023-2026.09.18", 0, 61.6),
  golden("91", "al2023-2026.10.30", 1, 20),
  golden("92", "al2023-2026.11.14", 2, 5),
  server("checkout-web", "7.1.8", 0, 60, { state: "deregistered" }),
  server("checkout-web", "7.2.0", 0, 52),
  server("checkout-web", "7.2.1", 0, 41),
  server("checkout-web", "7.2.2", 1, 19),
  server("checkout-web", "7.2.3", 1, 17),
  server("checkout-web", "7.2.4", 1, 4, { parent: "checkout-web 7.2.3" }),
  server("checkout-web", "7.2.5", 2, 2, { verified: "passed 14/14" }),
  server("catalog-api", "3.15.2", 0, 58, { state: "disabled" }),
  server("catalog-api", "3.16.0", 0, 44),
  server("catalog-api", "3.17.1", 1, 18),
  server("catalog-api", "3.18.0", 1, 3),
  server("search-indexer", "2.74.0", 0, 55),
  server("search-indexer", "2.75.1", 0, 33),
  server("search-indexer", "2.76.0", 1, 16),
  server("search-indexer", "2.77.0", 2, 3),
  server("search-indexer", "2.78.0", 2, 1, {
    verified: "failed: 11 of 12 tests passed; index-is-served timed out after 60 s",
    broken: true,
  }),
  server("payments", "4.0.7", 0, 59, { state: "deregistered" }),
  server("payments", "4.0.8", 0, 47, { state: "failed", verified: null }),
  server("payments", "4.0.9", 0, 46),
  server("payments", "4.1.0", 1, 9),
  server("session-cache", "1.16.4", 0, 61),
  server("session-cache", "1.17.0", 0, 61),
  server("session-cache", "1.18.0", 0, 60),
  server("session-cache", "1.19.0", 1, 19.5),
  server("mail-worker", "1.30.2", 0, 61),
  server("mail-worker", "1.31.0", 0, 57),
  server("mail-worker", "1.32.0", 0, 50),
  server("mail-worker", "1.33.0", 0, 45),
  server("ledger-db", "0.7.2", 0, 54),
  server("ledger-db", "0.8.0", 1, 19),
  foreign("packer-image-resizer-1755", 0, 85),
  foreign("packer-image-resizer-1761", 0, 63),
  foreign("packer-image-resizer-1772", 0, 40),
  foreign("packer-image-resizer-1789", 1, 9),
  foreign("bastion-2026.08", 0, 88, "x86_64"),
  foreign("ci-runner-golden-14", 0, 70, "x86_64"),
];
