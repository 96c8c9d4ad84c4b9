/** The instance types that the practice region offers, with what clients ask about them. */
export interface InstanceTypeFacts {
  readonly name: string;
  readonly architecture: "x86_64" | "arm64";
  readonly vcpus: number;
  readonly memoryMib: number;
  readonly burstable: boolean;
}

function type(name: string, vcpus: number, memoryGib: number): InstanceTypeFacts {
  const family = name.split(".")[0] ?? name;
  const architecture = /^\w\d+g/.test(family) ? "arm64" : "x86_64";
  return {
    name,
    architecture,
    vcpus,
    memoryMib: memoryGib * 1024,
    burstable: name.startsWith("t"),
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
  ].map((facts) => [facts.name, facts]),
);
