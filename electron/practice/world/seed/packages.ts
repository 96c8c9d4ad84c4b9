/**
 * What is on the disks of the practice region's images: packages whose versions differ from base to base, as
 * Amazon Linux 2023's do, what hardening adds, and what each kind of server adds.
 */
import type { PackageContents } from "../kernel/state/ec2/contents.ts";

/** Which of the three bases: 0 is the oldest. */
export type BaseIndex = 0 | 1 | 2;

/** Name and a version for each base; a single version never changed. */
const MOVING: readonly (readonly [name: string, oldest: string, middle: string, newest: string])[] =
  [
    ["kernel", "6.1.141-155.222.amzn2023", "6.1.147-172.266.amzn2023", "6.1.153-175.280.amzn2023"],
    [
      "kernel-libbpf",
      "6.1.141-155.222.amzn2023",
      "6.1.147-172.266.amzn2023",
      "6.1.153-175.280.amzn2023",
    ],
    ["openssl", "3.2.2-1.amzn2023.0.1", "3.2.2-1.amzn2023.0.3", "3.2.6-1.amzn2023.0.1"],
    ["openssl-libs", "3.2.2-1.amzn2023.0.1", "3.2.2-1.amzn2023.0.3", "3.2.6-1.amzn2023.0.1"],
    ["glibc", "2.34-196.amzn2023.0.1", "2.34-196.amzn2023.0.1", "2.34-231.amzn2023.0.1"],
    ["glibc-common", "2.34-196.amzn2023.0.1", "2.34-196.amzn2023.0.1", "2.34-231.amzn2023.0.1"],
    [
      "glibc-minimal-langpack",
      "2.34-196.amzn2023.0.1",
      "2.34-196.amzn2023.0.1",
      "2.34-231.amzn2023.0.1",
    ],
    ["systemd", "252.23-4.amzn2023", "252.23-6.amzn2023", "252.23-6.amzn2023"],
    ["systemd-libs", "252.23-4.amzn2023", "252.23-6.amzn2023", "252.23-6.amzn2023"],
    ["systemd-udev", "252.23-4.amzn2023", "252.23-6.amzn2023", "252.23-6.amzn2023"],
    ["curl-minimal", "8.11.1-4.amzn2023.0.1", "8.15.0-2.amzn2023.0.1", "8.15.0-4.amzn2023.0.1"],
    ["libcurl-minimal", "8.11.1-4.amzn2023.0.1", "8.15.0-2.amzn2023.0.1", "8.15.0-4.amzn2023.0.1"],
    ["amazon-ssm-agent", "3.3.2299.0-1.amzn2023", "3.3.2746.0-1.amzn2023", "3.3.3050.0-1.amzn2023"],
    ["cloud-init", "22.2.2-1.amzn2023.1.14", "22.2.2-1.amzn2023.1.15", "22.2.2-1.amzn2023.1.17"],
    ["python3", "3.9.22-1.amzn2023.0.2", "3.9.23-1.amzn2023.0.3", "3.9.24-1.amzn2023.0.3"],
    ["python3-libs", "3.9.22-1.amzn2023.0.2", "3.9.23-1.amzn2023.0.3", "3.9.24-1.amzn2023.0.3"],
    ["expat", "2.6.3-1.amzn2023.0.1", "2.6.3-1.amzn2023.0.2", "2.6.3-1.amzn2023.0.3"],
    ["sqlite-libs", "3.40.0-1.amzn2023.0.5", "3.40.0-1.amzn2023.0.6", "3.40.0-1.amzn2023.0.7"],
    ["openssh-server", "8.7p1-8.amzn2023.0.13", "8.7p1-8.amzn2023.0.15", "8.7p1-8.amzn2023.0.16"],
    ["openssh-clients", "8.7p1-8.amzn2023.0.13", "8.7p1-8.amzn2023.0.15", "8.7p1-8.amzn2023.0.16"],
    ["openssh", "8.7p1-8.amzn2023.0.13", "8.7p1-8.amzn2023.0.15", "8.7p1-8.amzn2023.0.16"],
    ["libxml2", "2.10.4-1.amzn2023.0.9", "2.10.4-1.amzn2023.0.12", "2.10.4-1.amzn2023.0.14"],
    ["gnutls", "3.8.3-6.amzn2023.0.1", "3.8.3-8.amzn2023.0.1", "3.8.3-8.amzn2023.0.2"],
    ["sudo", "1.9.15-1.p5.amzn2023.0.1", "1.9.17-1.p2.amzn2023.0.1", "1.9.17-1.p2.amzn2023.0.1"],
    [
      "vim-minimal",
      "9.1.1202-1.amzn2023.0.1",
      "9.1.1706-1.amzn2023.0.1",
      "9.1.1829-1.amzn2023.0.1",
    ],
    ["tzdata", "2026a-1.amzn2023.0.1", "2026b-1.amzn2023.0.1", "2026b-1.amzn2023.0.1"],
    [
      "ca-certificates",
      "2026.2.68-1.0.amzn2023.0.1",
      "2026.2.76-1.0.amzn2023.0.1",
      "2026.2.76-1.0.amzn2023.0.2",
    ],
    [
      "system-release",
      "2023.8.20260918-0.amzn2023",
      "2023.9.20261030-0.amzn2023",
      "2023.9.20261114-0.amzn2023",
    ],
    ["dnf", "4.14.0-1.amzn2023.0.5", "4.14.0-1.amzn2023.0.6", "4.14.0-1.amzn2023.0.6"],
    ["microcode_ctl", "2.1-63.amzn2023.0.1", "2.1-66.amzn2023.0.1", "2.1-66.amzn2023.0.2"],
  ];

const STEADY: readonly (readonly [name: string, version: string])[] = [
  ["acl", "2.3.1-2.amzn2023.0.2"],
  ["audit-libs", "3.0.6-1.amzn2023.0.2"],
  ["basesystem", "11-11.amzn2023.0.2"],
  ["bash", "5.2.15-1.amzn2023.0.2"],
  ["bzip2-libs", "1.0.8-6.amzn2023.0.2"],
  ["chrony", "4.3-1.amzn2023.0.5"],
  ["coreutils", "8.32-30.amzn2023.0.3"],
  ["cyrus-sasl-lib", "2.1.27-18.amzn2023.0.3"],
  ["dbus", "1.12.28-1.amzn2023.0.1"],
  ["dbus-broker", "32-1.amzn2023.0.2"],
  ["device-mapper", "1.02.185-1.amzn2023.0.5"],
  ["dracut", "055-6.amzn2023.0.8"],
  ["e2fsprogs", "1.46.5-2.amzn2023.0.2"],
  ["file-libs", "5.39-7.amzn2023.0.4"],
  ["findutils", "4.8.0-2.amzn2023.0.2"],
  ["gawk", "5.1.0-3.amzn2023.0.3"],
  ["gmp", "6.2.1-2.amzn2023.0.2"],
  ["grep", "3.8-1.amzn2023.0.4"],
  ["grub2-efi-x64-ec2", "2.06-61.amzn2023.0.16"],
  ["gzip", "1.12-1.amzn2023.0.1"],
  ["hwdata", "0.384-1.amzn2023.0.3"],
  ["iproute", "6.10.0-2.amzn2023.0.1"],
  ["jansson", "2.14-0.amzn2023"],
  ["keyutils-libs", "1.6.3-1.amzn2023"],
  ["krb5-libs", "1.21.3-1.amzn2023.0.4"],
  ["libacl", "2.3.1-2.amzn2023.0.2"],
  ["libcap", "2.73-1.amzn2023.0.3"],
  ["libgcc", "11.5.0-5.amzn2023.0.5"],
  ["libselinux", "3.4-5.amzn2023.0.2"],
  ["libstdc++", "11.5.0-5.amzn2023.0.5"],
  ["logrotate", "3.20.1-2.amzn2023.0.3"],
  ["ncurses-libs", "6.2-4.20200222.amzn2023.0.6"],
  ["pam", "1.5.1-8.amzn2023.0.5"],
  ["pcre2", "10.40-1.amzn2023.0.3"],
  ["readline", "8.1-2.amzn2023.0.2"],
  ["rpm", "4.16.1.3-29.amzn2023.0.6"],
  ["sed", "4.8-7.amzn2023.0.2"],
  ["selinux-policy", "38.1.45-3.amzn2023.0.1"],
  ["shadow-utils", "4.9-12.amzn2023.0.4"],
  ["tar", "1.34-1.amzn2023.0.4"],
  ["util-linux", "2.37.4-1.amzn2023.0.4"],
  ["xz-libs", "5.2.5-9.amzn2023.0.2"],
  ["zlib", "1.2.11-33.amzn2023.0.5"],
  ["zstd", "1.5.5-1.amzn2023.0.1"],
];

const HARDENING: readonly (readonly [
  name: string,
  oldest: string,
  middle: string,
  newest: string,
])[] = [
  ["aide", "0.18.6-1.amzn2023.0.1", "0.18.8-1.amzn2023.0.1", "0.18.8-1.amzn2023.0.1"],
  ["audit", "3.0.6-1.amzn2023.0.2", "3.0.6-1.amzn2023.0.2", "3.0.6-1.amzn2023.0.2"],
  ["fail2ban", "1.0.2-6.amzn2023", "1.1.0-2.amzn2023", "1.1.0-2.amzn2023"],
  [
    "amazon-cloudwatch-agent",
    "1.300057.0-1.amzn2023",
    "1.300060.0-1.amzn2023",
    "1.300061.1-1.amzn2023",
  ],
  ["python3-boto3", "1.34.144-1.amzn2023", "1.34.144-1.amzn2023", "1.34.144-1.amzn2023"],
  ["vector", "0.46.1-1", "0.49.0-1", "0.50.0-1"],
  ["prometheus-node-exporter", "1.8.2-1.amzn2023", "1.9.1-1.amzn2023", "1.9.1-1.amzn2023"],
  ["shop-hardening", "88-1", "91-1", "92-1"],
];

/** What a kind of server adds, in the versions that came with each base. */
const RUNTIMES: Readonly<Record<string, readonly (readonly [string, string, string, string])[]>> = {
  node: [
    ["nginx", "1.28.0-1.amzn2023.0.1", "1.28.0-1.amzn2023.0.2", "1.28.1-1.amzn2023.0.1"],
    ["nginx-core", "1.28.0-1.amzn2023.0.1", "1.28.0-1.amzn2023.0.2", "1.28.1-1.amzn2023.0.1"],
    ["nodejs", "22.16.0-1.amzn2023.0.1", "22.20.0-1.amzn2023.0.1", "22.21.1-1.amzn2023.0.1"],
    ["nodejs-libs", "22.16.0-1.amzn2023.0.1", "22.20.0-1.amzn2023.0.1", "22.21.1-1.amzn2023.0.1"],
    ["libuv", "1.47.0-1.amzn2023.0.1", "1.47.0-1.amzn2023.0.1", "1.51.0-1.amzn2023.0.1"],
    ["brotli", "1.0.9-4.amzn2023.0.2", "1.0.9-4.amzn2023.0.2", "1.0.9-4.amzn2023.0.2"],
  ],
  java: [
    [
      "java-21-amazon-corretto-headless",
      "21.0.7+6-1.amzn2023.1",
      "21.0.8+9-1.amzn2023.1",
      "21.0.9+10-1.amzn2023.1",
    ],
    ["nginx", "1.28.0-1.amzn2023.0.1", "1.28.0-1.amzn2023.0.2", "1.28.1-1.amzn2023.0.1"],
    ["alsa-lib", "1.2.7.2-1.amzn2023.0.2", "1.2.7.2-1.amzn2023.0.2", "1.2.7.2-1.amzn2023.0.2"],
    ["freetype", "2.13.2-5.amzn2023.0.1", "2.13.2-5.amzn2023.0.1", "2.13.2-5.amzn2023.0.2"],
    ["lcms2", "2.9-9.amzn2023.0.1", "2.9-9.amzn2023.0.1", "2.9-9.amzn2023.0.1"],
  ],
  cache: [
    ["valkey", "8.0.3-1.amzn2023.0.1", "8.0.6-1.amzn2023.0.1", "8.1.4-1.amzn2023.0.1"],
    ["jemalloc", "5.2.1-2.amzn2023", "5.2.1-2.amzn2023", "5.3.0-1.amzn2023"],
  ],
  mail: [
    ["postfix", "3.7.2-4.amzn2023.0.3", "3.7.2-4.amzn2023.0.4", "3.7.2-4.amzn2023.0.5"],
    ["opendkim", "2.11.0-0.28.amzn2023", "2.11.0-0.28.amzn2023", "2.11.0-0.28.amzn2023"],
    ["python3.12", "3.12.10-1.amzn2023.0.1", "3.12.11-2.amzn2023.0.1", "3.12.12-1.amzn2023.0.1"],
  ],
  database: [
    ["postgresql17-server", "17.5-1.amzn2023.0.1", "17.6-1.amzn2023.0.1", "17.7-1.amzn2023.0.1"],
    ["postgresql17", "17.5-1.amzn2023.0.1", "17.6-1.amzn2023.0.1", "17.7-1.amzn2023.0.1"],
    ["libpq", "17.5-1.amzn2023.0.1", "17.6-1.amzn2023.0.1", "17.7-1.amzn2023.0.1"],
    ["pgbackrest", "2.55.1-1.amzn2023", "2.56.0-1.amzn2023", "2.57.0-1.amzn2023"],
  ],
  resizer: [
    ["vips", "8.15.5-1.amzn2023", "8.16.1-1.amzn2023", "8.17.2-1.amzn2023"],
    ["libjpeg-turbo", "2.1.4-2.amzn2023.0.4", "2.1.4-2.amzn2023.0.5", "2.1.4-2.amzn2023.0.5"],
    ["libwebp", "1.2.4-1.amzn2023.0.7", "1.2.4-1.amzn2023.0.8", "1.2.4-1.amzn2023.0.8"],
    ["libpng", "1.6.37-10.amzn2023.0.6", "1.6.37-10.amzn2023.0.7", "1.6.37-10.amzn2023.0.8"],
  ],
};

function pick(
  rows: readonly (readonly [string, string, string, string])[],
  base: BaseIndex,
  arch: string,
) {
  return rows.map(([name, ...versions]): PackageContents => ({
    name,
    version: versions[base],
    arch,
    source: "rpm",
  }));
}

export interface PackageWish {
  readonly base: BaseIndex;
  readonly arch: string;
  readonly hardened: boolean;
  /** A key of the runtimes; null: none. */
  readonly runtime: string | null;
  readonly app: { readonly name: string; readonly version: string } | null;
}

/** Sorted by name, as `rpm -qa | sort` prints them. */
export function packagesOf({ base, arch, hardened, runtime, app }: PackageWish): PackageContents[] {
  const packages = pick(MOVING, base, arch);
  packages.push(...STEADY.map(([name, version]) => ({ name, version, arch, source: "rpm" })));
  if (hardened) packages.push(...pick(HARDENING, base, arch));
  if (runtime !== null) packages.push(...pick(RUNTIMES[runtime] ?? [], base, arch));
  if (app)
    packages.push({
      name: `shop-${app.name}`,
      version: `${app.version}-1`,
      arch: "noarch",
      source: "rpm",
    });
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function kernelOf(base: BaseIndex, arch: string): string {
  return `${MOVING[0]?.[base + 1] ?? "unknown"}.${arch}`;
}
