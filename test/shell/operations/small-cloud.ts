/**
 * A small cloud behind the ports: groups whose servers come up by virtual time. For the executor's mechanics, where
 * a test wants to say exactly what the cloud does; the practice world carries the rest. Its state is plain JSON.
 */
import { noReturnFacts } from "../../../shared/model/facts/return-facts.ts";
import type { Call, CallOutcome } from "../../../shared/model/call.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import type {
  ActivityFact,
  GroupFact,
  GroupTag,
  ImageFact,
  MemberFact,
  TargetHealthFact,
  TemplateVersionFact,
} from "../../../shared/model/facts.ts";
import {
  connectionId,
  groupName,
  imageId,
  serverId,
  targetGroupArn,
  templateId,
} from "../../../shared/model/ids.ts";
import type { ImageReads } from "../../../electron/image-reads.ts";
import type { Clock, Cloud, CloudReader, RegionPages } from "../../../electron/ports.ts";
import { aGroup, aTemplateVersion, anImage, asDescribed } from "./small-facts.ts";

export const ARN = targetGroupArn(
  "arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/tg-shop/1",
);
export const OLD = groupName("shop-v001");
export const NEW = groupName("shop-v002");
export const TEMPLATE = templateId("lt-1");
export const GOOD_IMAGE = imageId("ami-good");
export const BAD_IMAGE = imageId("ami-bad");
export const CONNECTION = connectionId("practice");

/** Nothing more is known of any image. */
const noImageReads: ImageReads = {
  imagesNamed: async () => [],
  imageAncestry: async () => [],
  imageReferences: async () => [],
  lastLaunched: async () => new Map(),
  launchPermissions: async () => null,
  serversFrom: async () => [],
  groupsOfTemplates: async () => [],
  launchConfigurations: async () => [],
  parameters: async () => [],
  imageOfParameter: async () => null,
  commandResult: async () => null,
  managedServers: async () => [],
  presignedGet: async (bucket, key) => `https://small.invalid/${bucket}/${key}`,
  objectText: async () => null,
  bucketRegion: async () => null,
};

interface Server {
  readonly id: string;
  readonly launchedAtMs: number;
}
interface Group {
  minSize: number;
  maxSize: number;
  desired: number;
  version: number;
  arns: string[];
  suspended: string[];
  tags: Record<string, string>;
  servers: Server[];
  /** Set while it is being deleted. */
  deletedAtMs: number | null;
}
export interface SmallState {
  nowMs: number;
  nextServer: number;
  groups: Record<string, Group>;
  versions: { version: number; image: string; description: string; token: string }[];
  calls: Call[];
}

const IN_SERVICE_AFTER_MS = 20_000;
const HEALTHY_AFTER_MS = 45_000;
const GONE_AFTER_MS = 30_000;
export const START_MS = Date.UTC(2026, 10, 20, 9);

export function smallState(servers = 20): SmallState {
  const members = Array.from({ length: servers }, (_, at) => ({
    id: `i-old${String(at)}`,
    launchedAtMs: 0,
  }));
  const old: Group = {
    minSize: 10,
    maxSize: 40,
    desired: servers,
    version: 1,
    arns: [ARN],
    suspended: [],
    tags: {},
    servers: members,
    deletedAtMs: null,
  };
  const versions = [{ version: 1, image: GOOD_IMAGE, description: OLD, token: "" }];
  return { nowMs: START_MS, nextServer: 1, groups: { [OLD]: old }, versions, calls: [] };
}

export interface SmallFaults {
  /** Called before a call has its effect; an outcome given here is what the console sees instead. */
  before?(call: Call): CallOutcome | null;
  /** Called after the effect. */
  after?(call: Call): CallOutcome | null;
  /** Called whenever time passes. */
  onTime?(state: SmallState): void;
  activities?(name: string, nowMs: number): readonly ActivityFact[];
  /** Called before each read. */
  onRead?(): void;
}

export class SmallCloud implements Cloud {
  readonly state: SmallState;
  readonly faults: SmallFaults;
  readonly connection: Connection = {
    id: CONNECTION,
    name: "Practice",
    kind: "practice",
    profile: null,
    region: "eu-central-1",
    endpoint: null,
    environment: "practice",
    colour: "green",
    readOnly: false,
  };
  readonly #saved: (state: SmallState) => void;

  constructor(
    state: SmallState,
    faults: SmallFaults = {},
    saved: (state: SmallState) => void = () => undefined,
  ) {
    this.state = state;
    this.faults = faults;
    this.#saved = saved;
  }

  readonly clock: Clock = {
    now: () => this.state.nowMs,
    sleep: async (ms, signal) => {
      if (!signal?.aborted) this.advance(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    reading: () => ({ nowMs: this.state.nowMs, wallMs: this.state.nowMs, speed: 1 }),
  };

  readonly actor = {
    perform: async (call: Call): Promise<CallOutcome> => {
      await Promise.resolve();
      const early = this.faults.before?.(call);
      if (early) return early;
      this.state.calls.push(call);
      const outcome = this.#carryOut(call);
      this.#settle();
      this.#saved(this.state);
      return this.faults.after?.(call) ?? outcome;
    },
  };

  readonly reader: CloudReader = {
    identity: async () => ({ accountId: "1", arn: "arn:aws:iam::1:user/ada" }),
    groups: async (names) => {
      this.faults.onRead?.();
      this.#settle();
      return names.flatMap((name) => this.#fact(name) ?? []);
    },
    groupExtras: async () => ({
      scalingPolicies: [],
      scheduledActions: [],
      lifecycleHooks: [],
      notifications: [],
      warmPool: null,
      activeRefresh: null,
    }),
    groupAsDescribed: async (name) => {
      const fact = this.#fact(name);
      return fact && asDescribed(fact);
    },
    alarmDefinitions: async () => [],
    activities: async (name) => this.faults.activities?.(name, this.state.nowMs) ?? [],
    servers: async () => [],
    serversByTag: async () => [],
    images: async (ids) => ids.map((id): ImageFact => anImage(id)),
    imagesByName: async () => [],
    imagesByTag: async () => [],
    snapshotsByTag: async () => [],
    snapshotStates: async () => ({}),
    templateVersions: async (id) =>
      this.state.versions.map((held): TemplateVersionFact =>
        aTemplateVersion(id, held.version, held.image, held.description),
      ),
    targetGroups: async () => [],
    targetHealth: async () => this.#health(),
    trafficSources: async (name) =>
      Object.fromEntries((this.state.groups[name]?.arns ?? []).map((arn) => [arn, "InService"])),
    rules: async () => [],
    rulesTo: async () => [],
    alarmStates: async () => [],
    statusChecks: async () => [],
    rootTasks: async () => [],
    httpAnswer: async () => ({ kind: "none", reason: "the small cloud has no web" }),
    lifecycleHooks: async () => [],
    refreshes: async () => [],
    consoleOutput: async () => "",
    prospects: async () => ({ types: null, offerings: null, vcpuLimit: null, alarms: null }),
    returnFacts: async () => noReturnFacts,
    subnets: async () => [],
    ...noImageReads,
  };

  readonly pages: RegionPages = {
    groupPages: none,
    serverPages: none,
    imagePages: none,
    latestVersionPages: none,
    templateVersionPages: none,
    targetGroupPages: none,
  };

  callsPerMinute(): number {
    return 0;
  }
  close(): void {
    // Nothing is open.
  }

  advance(ms: number): void {
    this.state.nowMs += ms;
    this.faults.onTime?.(this.state);
    this.#settle();
    this.#saved(this.state);
  }

  callsNamed<N extends Call["call"]>(name: N): Extract<Call, { call: N }>[] {
    return this.state.calls.filter(
      (call): call is Extract<Call, { call: N }> => call.call === name,
    );
  }

  serving(name: string): number {
    return this.#health().filter(
      (target) => target.state === "healthy" && this.#has(name, target.serverId),
    ).length;
  }

  #has = (name: string, id: string) =>
    this.state.groups[name]?.servers.some((server) => server.id === id) ?? false;

  #settle(): void {
    for (const [name, group] of Object.entries(this.state.groups)) {
      if (group.deletedAtMs !== null && this.state.nowMs - group.deletedAtMs > GONE_AFTER_MS)
        delete this.state.groups[name];
      if (!group.suspended.includes("Terminate")) group.servers.splice(group.desired);
      while (group.servers.length < group.desired && !group.suspended.includes("Launch")) {
        group.servers.push({
          id: `i-new${String(this.state.nextServer++)}`,
          launchedAtMs: this.state.nowMs,
        });
      }
    }
  }

  #carryOut(call: Call): CallOutcome {
    if (call.call === "CreateAutoScalingGroup") return this.#create(call);
    if (call.call === "CreateLaunchTemplateVersion") return this.#makeVersion(call);
    const group = "groupName" in call ? this.state.groups[call.groupName] : undefined;
    if (!group) return refusal("ValidationError", "AutoScalingGroup name not found - null");
    switch (call.call) {
      case "UpdateAutoScalingGroup":
        Object.assign(group, {
          minSize: call.minSize,
          maxSize: call.maxSize,
          desired: call.desiredCapacity,
        });
        return ok;
      case "DeleteAutoScalingGroup":
        Object.assign(group, { deletedAtMs: this.state.nowMs, desired: 0, minSize: 0, maxSize: 0 });
        return ok;
      case "SuspendProcesses":
        group.suspended = [...new Set([...group.suspended, ...call.processes])];
        return ok;
      case "ResumeProcesses":
        group.suspended = group.suspended.filter((process) => !call.processes.includes(process));
        return ok;
      case "AttachTrafficSources":
        group.arns = [...new Set([...group.arns, ...call.targetGroupArns])];
        return ok;
      case "DetachTrafficSources":
        group.arns = group.arns.filter((arn) => !call.targetGroupArns.some((gone) => gone === arn));
        return ok;
      case "CreateOrUpdateTags":
        Object.assign(group.tags, call.tags);
        return ok;
      case "DeleteTags":
        for (const key of call.keys) delete group.tags[key];
        return ok;
      default:
        return refusal("InvalidAction", `${call.call} is not known to the small cloud`);
    }
  }

  #create(call: Extract<Call, { call: "CreateAutoScalingGroup" }>): CallOutcome {
    if (this.state.groups[call.groupName])
      return refusal("AlreadyExists", "AutoScalingGroup by this name already exists");
    this.state.groups[call.groupName] = {
      minSize: call.minSize,
      maxSize: call.maxSize,
      desired: call.desiredCapacity,
      version: call.templateVersion,
      arns: [...call.settings.targetGroupArns],
      suspended: [],
      servers: [],
      deletedAtMs: null,
      tags: Object.fromEntries(call.tags.map((tag) => [tag.key, tag.value])),
    };
    return ok;
  }

  #makeVersion(call: Extract<Call, { call: "CreateLaunchTemplateVersion" }>): CallOutcome {
    const known = this.state.versions.find((held) => held.token === call.clientToken);
    const version = known?.version ?? this.state.versions.length + 1;
    const { imageId: image, description, clientToken: token } = call;
    if (!known) this.state.versions.push({ version, image, description, token });
    return { kind: "ok", requestId: "r", produced: { templateVersion: version } };
  }

  #health(): TargetHealthFact[] {
    return Object.values(this.state.groups)
      .filter((group) => group.arns.includes(ARN))
      .flatMap((group) => group.servers.map((server) => this.#target(group, server)));
  }

  #target(group: Group, server: Server): TargetHealthFact {
    const bad =
      this.state.versions.find((held) => held.version === group.version)?.image === BAD_IMAGE;
    const ageMs = this.state.nowMs - server.launchedAtMs;
    const state = ageMs < HEALTHY_AFTER_MS ? "initial" : bad ? "unhealthy" : "healthy";
    const reason = state === "unhealthy" ? "Target.ResponseCodeMismatch" : null;
    const description = reason && "Health checks failed with these codes: [503]";
    return { targetGroupArn: ARN, serverId: serverId(server.id), state, reason, description };
  }

  #fact(name: string): GroupFact | null {
    const group = this.state.groups[name];
    if (!group) return null;
    const members = group.servers.map((server): MemberFact => this.#member(server));
    const tags = Object.entries(group.tags).map(([key, value]): GroupTag => ({
      key,
      value,
      propagateAtLaunch: false,
    }));
    return aGroup(name, {
      minSize: group.minSize,
      maxSize: group.maxSize,
      desiredCapacity: group.desired,
      members,
      tags,
      suspended: group.suspended.map((process) => ({ process, reason: "User suspended" })),
      status: group.deletedAtMs === null ? null : "Delete in progress",
      arns: group.arns.map(targetGroupArn),
      readAtMs: this.state.nowMs,
    });
  }

  #member(server: Server): MemberFact {
    const inService = this.state.nowMs - server.launchedAtMs >= IN_SERVICE_AFTER_MS;
    return {
      serverId: serverId(server.id),
      zone: "eu-central-1a",
      instanceType: "t3.small",
      healthStatus: "Healthy",
      lifecycleState: inService ? "InService" : "Pending",
      template: null,
      protectedFromScaleIn: false,
    };
  }
}

const ok: CallOutcome = { kind: "ok", requestId: "r-1", produced: {} };
export const refusal = (code: string, message: string): CallOutcome => ({
  kind: "failed",
  code,
  message,
  requestId: "r-2",
});
export const noAnswer: CallOutcome = { kind: "unknown", message: "The connection was lost" };

async function* none(): AsyncIterable<never[]> {
  yield await Promise.resolve([]);
}
