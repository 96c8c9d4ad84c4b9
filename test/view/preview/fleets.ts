/** Builders of what the renderer shows: fleets, generations, servers. For looking at screens and for view tests. */
import type {
  FleetView,
  GenerationView,
  Readiness,
  ServerView,
} from "../../../shared/model/fleet.ts";
import {
  connectionId,
  fleetId,
  generationId,
  groupName,
  imageId,
  serverId,
  templateId,
} from "../../../shared/model/ids.ts";

export const nowMs = Date.UTC(2026, 10, 20, 14, 30);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const warm: Readiness = {
  kind: "warm",
  expectedMs: 9_000,
  checkedAtMs: nowMs,
  checked: ["22 servers run", "image usable", "target groups there"],
};
export const cold: Readiness = {
  kind: "cold",
  expectedMs: 240_000,
  checkedAtMs: nowMs,
  checked: ["image usable", "template version there"],
};
export const gone: Readiness = {
  kind: "impossible",
  reason: "The image was deregistered.",
  cure: "Bake its recipe again.",
  checkedAtMs: nowMs,
};

export function aGeneration(
  fleet: string,
  sequence: number,
  changes: Partial<GenerationView> = {},
): GenerationView {
  const servers = changes.servers ?? 0;
  return {
    id: generationId(`${fleet}#v${String(sequence)}`),
    label: `v${String(sequence)}`,
    sequence,
    state: "cold",
    groupName: groupName(`${fleet}-v0${String(sequence)}`),
    templateId: templateId("lt-0a41c7d9"),
    templateVersion: sequence + 40,
    imageId: imageId(`ami-${fleet}-${String(sequence)}`),
    imageName: `${fleet} 7.${String(sequence % 10)}.${String(sequence % 7)}`,
    recipe: fleet,
    appVersion: `7.${String(sequence % 10)}.0`,
    baseName: "al2023-2026.10.30",
    servers,
    inService: servers,
    desired: servers,
    snowflakes: 0,
    createdAtMs: nowMs - 9 * dayMs,
    servedFromMs: nowMs - 9 * dayMs,
    servedUntilMs: nowMs - 3 * dayMs,
    warmUntilMs: null,
    readiness: cold,
    revoked: null,
    promise: null,
    ...changes,
  };
}

export interface FleetShape {
  readonly name: string;
  readonly live: number;
  readonly servers: number;
  readonly ageMs?: number;
  readonly rising?: number;
  readonly warm?: boolean;
  readonly snowflakes?: number;
  readonly connection?: string;
}

export function aFleet(shape: FleetShape): FleetView {
  const connection = shape.connection ?? "practice";
  const id = `${connection}/${shape.name}`;
  const snowflakes = shape.snowflakes ?? 0;
  const live = aGeneration(shape.name, shape.live, {
    state: "live",
    servers: shape.servers,
    snowflakes,
    servedFromMs: nowMs - (shape.ageMs ?? 3 * dayMs),
    servedUntilMs: null,
    readiness: shape.rising === undefined ? { kind: "here", checkedAtMs: nowMs } : warm,
  });
  const rising =
    shape.rising === undefined
      ? []
      : [
          aGeneration(shape.name, shape.live + 1, {
            state: "rising",
            servers: shape.rising + 4,
            inService: shape.rising,
            desired: shape.servers,
            baseName: "al2023-2026.11.14",
            readiness: { kind: "unknown", reason: "It isn't in service yet." },
          }),
        ];
  const earlier = [
    aGeneration(
      shape.name,
      shape.live - 1,
      shape.warm === true
        ? { state: "warm", servers: shape.servers, readiness: warm, warmUntilMs: nowMs + hourMs }
        : {},
    ),
    aGeneration(shape.name, shape.live - 2),
    aGeneration(shape.name, shape.live - 3, { state: "gone", readiness: gone, imageName: null }),
  ];
  const generations = [...rising, live, ...earlier];
  return {
    id: fleetId(id),
    connectionId: connectionId(connection),
    name: shape.name,
    generations,
    olderUnread: false,
    liveId: live.id,
    servers: generations.reduce((sum, generation) => sum + generation.servers, 0),
    inService: shape.servers,
    desired: shape.servers,
    floor: Math.ceil(shape.servers * 0.9),
    oldestServerAtMs: nowMs - (shape.ageMs ?? 3 * dayMs),
    liveSinceMs: nowMs - (shape.ageMs ?? 3 * dayMs),
    findings: Array.from({ length: snowflakes }, (_, index) => ({
      kind: "other-security-groups" as const,
      subject: `i-0${shape.name}${String(index)}`,
      evidence: "Its security groups are sg-web and sg-debug; its generation's are sg-web.",
      cure: "Replace this server.",
      seenAtMs: nowMs - hourMs,
    })),
    heldBy: shape.rising === undefined ? null : "op-1",
    ownedBy: shape.name === "payments" ? "Terraform" : null,
    targetGroups: [{ arn: `arn:tg/${shape.name}`, name: `tg-${shape.name}` }],
    settings: [
      { name: "Zones", value: "eu-west-1a, eu-west-1b, eu-west-1c" },
      { name: "Health check", value: "ELB, grace 120 s" },
      { name: "Termination policies", value: "OldestInstance" },
    ],
    tags: [{ key: "team", value: "shop", propagateAtLaunch: true }],
    advice: snowflakes > 0 ? "Replace the servers that differ from their generation." : null,
    readAtMs: nowMs,
  };
}

export function serversOf(fleet: FleetView): readonly ServerView[] {
  return fleet.generations.flatMap((generation) =>
    Array.from({ length: generation.servers }, (_, index) => aServer(fleet, generation, index)),
  );
}

function aServer(fleet: FleetView, generation: GenerationView, index: number): ServerView {
  const isComing = index >= generation.inService;
  const snowflake = index < generation.snowflakes ? ["other security groups"] : [];
  return {
    id: serverId(
      `i-0${generation.label.slice(1)}${String(index).padStart(3, "0")}${fleet.name.slice(0, 4)}`,
    ),
    fleetId: fleet.id,
    generationId: generation.id,
    state: isComing
      ? index % 2 === 0
        ? "warming"
        : "launching"
      : generation.state === "warm"
        ? "retained"
        : "in-service",
    awsState: isComing ? "Pending, running, initial" : "InService, running, healthy",
    zone: `eu-west-1${"abc".charAt(index % 3)}`,
    instanceType: "m7g.large",
    privateIp: `10.0.${String(index % 250)}.7`,
    imageId: generation.imageId ?? imageId("ami-unknown"),
    launchedAtMs: nowMs - 3 * dayMs + index * 1000,
    healthyAtTraffic: !isComing,
    snowflake,
    protectedFromScaleIn: false,
    readAtMs: nowMs,
  };
}
