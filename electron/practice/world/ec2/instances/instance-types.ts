/** The instance types that the practice region offers, with what clients ask about them. */
export interface InstanceTypeFacts {
  readonly name: string;
  readonly architecture: "x86_64" | "arm64";
  readonly vcpus: number;
  readonly memoryMib: number;
  readonly burstable: boolean;
  readonly hypervisor: "nitro" | "xen";
  /** Of the disks that are part of the host; 0: none. */
  readonly storeGb: number;
}

interface Rare {
  readonly hypervisor?: "xen";
  readonly storeGb?: number;
}

function type(
  name: string,
  vcpus: number,
  memoryGib: number,
  { hypervisor, storeGb }: Rare = {},
): InstanceTypeFacts {
  const family = name.split(".")[0] ?? name;
  const architecture = /^\w\d+g/.test(family) ? "arm64" : "x86_64";
  return {
    name,
    architecture,
    vcpus,
    memoryMib: memoryGib * 1024,
    burstable: name.startsWith("t"),
    hypervisor: hypervisor ?? "nitro",
    storeGb: storeGb ?? 0,
  };
}

export const INSTANCE_TYPES: ReadonlyMap<string, InstanceTypeFacts> = new Map(
  [
    type("t3.nano", 2, 0.5),
    type("t3.micro", 2, 1),
    type("t3.small", 2, 2),
    type("t3.medium", 2, 4),
    type("t3.large", 2, 8),
    type("t4g.small", 2, 2),
    type("t4g.medium", 2, 4),
    type("m6i.large", 2, 8),
    type("m7i.large", 2, 8),
    type("m7i.xlarge", 4, 16),
    type("m7g.large", 2, 8),
    type("c7i.large", 2, 4),
    type("c7i.xlarge", 4, 8),
    type("c7g.large", 2, 4),
    type("c7g.xlarge", 4, 8),
    type("r7i.large", 2, 16),
    type("r7i.xlarge", 4, 32),
    type("r7i.2xlarge", 8, 64),
    type("t2.micro", 1, 1, { hypervisor: "xen" }),
    type("m4.large", 2, 8, { hypervisor: "xen" }),
    type("m6i.xlarge", 4, 16),
    type("m6i.2xlarge", 8, 32),
    type("m5d.large", 2, 8, { storeGb: 75 }),
    type("i4i.large", 2, 16, { storeGb: 468 }),
    type("c6gd.large", 2, 4, { storeGb: 118 }),
  ].map((facts) => [facts.name, facts]),
);

/** GiB of memory a vCPU, by the family's letter; in a `large` there are two. */
const MEMORY: Readonly<Record<string, number>> = {
  c: 2,
  m: 4,
  r: 8,
  x: 16,
  i: 8,
  d: 8,
  z: 8,
  t: 4,
};
const SMALL: Readonly<Record<string, readonly [vcpus: number, gib: number]>> = {
  nano: [2, 0.5],
  micro: [2, 1],
  small: [2, 2],
  medium: [2, 4],
};

const BEFORE_NITRO = /^(t[12]|m[1-4]|c[1-4]|r[34]|x1e?|i[23]|d2)$/;

/** Of the region's own offer, or as AWS's families are made: a copied fleet may run any of them. */
export function instanceTypeNamed(name: string): InstanceTypeFacts | undefined {
  return INSTANCE_TYPES.get(name) ?? ordinaryType(name);
}

function ordinaryType(name: string): InstanceTypeFacts | undefined {
  const [, family = "", letter = "", size = ""] =
    /^(([cdimrtxz])[1-8][a-z]{0,3})\.(\w+)$/.exec(name) ?? [];
  const memory = MEMORY[letter];
  if (memory === undefined) return undefined;
  const small = letter === "t" ? SMALL[size] : undefined;
  const rare: Rare = BEFORE_NITRO.test(family) ? { hypervisor: "xen" } : {};
  if (small) return type(name, ...small, rare);
  const vcpus = vcpusOf(size);
  return vcpus === null ? undefined : type(name, vcpus, vcpus * memory, rare);
}

function vcpusOf(size: string): number | null {
  if (size === "medium") return 1;
  if (size === "large") return 2;
  const times = /^(\d{0,2})xlarge$/.exec(size)?.[1];
  return times === undefined ? null : 4 * Number(times === "" ? 1 : times);
}
