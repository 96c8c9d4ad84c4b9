/**
 * The package repository of the practice region: what `dnf install` and `apt-get install` find there. It holds what
 * the region's own images were made of, and what came out since. Versions are oldest first; the newest is taken
 * where a recipe pins none. A service listens on its port unless its configuration names another.
 */
import { createHash } from "node:crypto";
import type { BaseIndex } from "../../world/seed/packages.ts";
import { packagesOf } from "../../world/seed/packages.ts";

export interface RepositoryPackage {
  readonly name: string;
  readonly versions: readonly string[];
  readonly requires?: readonly string[];
  readonly service?: RepositoryService;
  readonly sizeMib?: number;
  /** Without code for one processor. */
  readonly noarch?: boolean;
  /** What the package itself brings, for its version. */
  readonly files?: (
    version: string,
  ) => readonly { readonly path: string; readonly digest: string }[];
  readonly users?: readonly string[];
}

export interface RepositoryService {
  readonly unit: string;
  readonly port: number | null;
  /** Where its configuration is: a file or a folder. */
  readonly configuration: string;
}
type Extra = Omit<RepositoryPackage, "name" | "versions"> & {
  readonly versions?: readonly string[];
};

const background = (unit: string, configuration: string): RepositoryService => ({
  unit,
  port: null,
  configuration,
});

/** What the region's images don't say of their packages, and packages that none of them has. */
const extras: Readonly<Record<string, Extra>> = {
  nodejs: { versions: ["24.2.0-1.amzn2023.0.1"], requires: ["nodejs-libs", "libuv"], sizeMib: 110 },
  "nodejs-libs": { versions: ["24.2.0-1.amzn2023.0.1"] },
  nginx: {
    requires: ["nginx-core"],
    service: { unit: "nginx", port: 80, configuration: "/etc/nginx" },
    sizeMib: 12,
  },
  chrony: { service: background("chronyd", "/etc/chrony.conf") },
  audit: { service: background("auditd", "/etc/audit") },
  fail2ban: { service: background("fail2ban", "/etc/fail2ban") },
  "amazon-cloudwatch-agent": {
    service: background("amazon-cloudwatch-agent", "/opt/aws/amazon-cloudwatch-agent"),
  },
  valkey: { service: { unit: "valkey", port: 6379, configuration: "/etc/valkey" }, sizeMib: 9 },
  "java-21-amazon-corretto-headless": { sizeMib: 190 },
  "shop-hardening": { versions: ["93-1"], noarch: true },
  docker: {
    versions: ["25.0.8-1.amzn2023.0.5"],
    service: background("docker", "/etc/docker"),
    sizeMib: 180,
  },
  "docker.io": {
    versions: ["26.1.5+dfsg1-9"],
    service: background("docker", "/etc/docker"),
    sizeMib: 180,
  },
  "ansible-core": { versions: ["2.15.3-1.amzn2023.0.11"], requires: ["python3"] },
  ansible: { versions: ["11.2.0+dfsg-1"], requires: ["python3"] },
  jq: { versions: ["1.7.1-49.amzn2023.0.2"] },
  git: { versions: ["2.50.1-1.amzn2023.0.1"] },
  htop: { versions: ["3.2.1-87.amzn2023.0.3"] },
  "shop-checkout-web": application("checkout-web", ["7.2.4", "7.3.0", "7.3.1"], ["nodejs"]),
  "shop-catalog-api": application("catalog-api", ["3.18.0", "3.19.0"], ["nodejs"]),
  "shop-payments": application(
    "payments",
    ["4.1.0", "4.2.0"],
    ["java-21-amazon-corretto-headless"],
  ),
  "shop-search-indexer": application(
    "search-indexer",
    ["2.77.0", "2.79.0"],
    ["java-21-amazon-corretto-headless"],
  ),
  "shop-mail-worker": application("mail-worker", ["1.33.0", "1.34.0"], ["postfix"]),
  "shop-cart-api": application("cart-api", ["2.4.0", "2.5.0"], ["nodejs"]),
  "shop-price-api": application("price-api", ["1.12.0", "1.13.0"], ["nodejs"]),
  "shop-stock-api": application(
    "stock-api",
    ["5.0.2", "5.1.0"],
    ["java-21-amazon-corretto-headless"],
  ),
  "shop-report-worker": application(
    "report-worker",
    ["0.9.1", "0.10.0"],
    ["java-21-amazon-corretto-headless"],
  ),
  "shop-orders": application("orders", ["1.8.4", "1.9.0"], []),
  cinc: { versions: ["18.7.10-1.amazon2023"], sizeMib: 180 },
  "openvox-agent": { versions: ["8.21.1-1.amzn2023"], sizeMib: 120 },
  "cfengine-community": { versions: ["3.24.2-1.amzn2023"], sizeMib: 40 },
  "shop-session-cache": application("session-cache", ["1.19.0", "1.20.0"], ["valkey"]),
};

/** One of the shop's own: the package carries the code, its unit and its user. */
function application(
  name: string,
  versions: readonly string[],
  requires: readonly string[],
): Extra {
  return {
    versions: versions.map((version) => `${version}-1`),
    requires,
    service: { unit: name, port: 8080, configuration: `/etc/shop/${name}.yaml` },
    sizeMib: 40,
    noarch: true,
    users: [name.replaceAll("-", "")],
    files: (version) => [
      fileOf(`/etc/systemd/system/${name}.service`, name),
      fileOf(`/opt/shop/${name}/build-info.json`, `${name} ${version.replace(/-1$/, "")}`),
    ],
  };
}

function fileOf(path: string, text: string) {
  return { path, digest: createHash("sha256").update(`${path}\n${text}`).digest("hex") };
}

const bases: readonly BaseIndex[] = [0, 1, 2];
const runtimes = ["node", "java", "cache", "mail", "database", "resizer"];

function shelf(): ReadonlyMap<string, RepositoryPackage> {
  const versions = new Map<string, Set<string>>();
  const add = (name: string, version: string) => {
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  };
  const wish = { arch: "x86_64", hardened: true, app: null };
  for (const base of bases) {
    for (const runtime of runtimes) {
      for (const fact of packagesOf({ ...wish, base, runtime })) add(fact.name, fact.version);
    }
  }
  for (const [name, extra] of Object.entries(extras))
    for (const version of extra.versions ?? []) add(name, version);
  return new Map(
    [...versions].map(([name, known]) => [name, { ...extras[name], name, versions: [...known] }]),
  );
}

const byName = shelf();
const byUnit = Map.groupBy(
  [...byName.values()].filter((entry) => entry.service !== undefined),
  (entry) => entry.service?.unit ?? "",
);

export const inRepository = (name: string): RepositoryPackage | undefined => byName.get(name);

/** The packages that bring a unit, one a distribution; none for units of the base. */
export const packagesOfUnit = (unit: string): readonly RepositoryPackage[] =>
  byUnit.get(unit) ?? [];

export interface Found {
  readonly entry: RepositoryPackage;
  readonly version: string;
}

/** `name`, `name-version` or `name=version`, with or without the release, as a package manager is asked. */
export function findPackage(wanted: string): Found | null {
  const whole = byName.get(wanted);
  if (whole) return { entry: whole, version: whole.versions.at(-1) ?? "0" };
  for (const entry of byName.values()) {
    if (!wanted.startsWith(`${entry.name}-`) && !wanted.startsWith(`${entry.name}=`)) continue;
    const asked = wanted.slice(entry.name.length + 1);
    const version = entry.versions.findLast(
      (known) => known === asked || known.startsWith(`${asked}-`),
    );
    if (version !== undefined) return { entry, version };
  }
  return null;
}
