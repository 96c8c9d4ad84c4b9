/** Groups for tests, with their servers, template version and target health: everything that a real one brings. */
import type {
  GroupFact,
  GroupSettings,
  GroupTag,
  MemberFact,
  ServerFact,
  TargetHealthFact,
  TemplateRef,
} from "../../shared/model/facts.ts";
import {
  groupName,
  imageId,
  serverId,
  targetGroupArn,
  templateId,
} from "../../shared/model/ids.ts";
import { DAY_MS, HOUR_MS, NOW_MS } from "./time.ts";

export const TARGETS = targetGroupArn("arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1");

export function someSettings(over: Partial<GroupSettings> = {}): GroupSettings {
  return {
    zones: ["eu-west-1a", "eu-west-1b"],
    subnetIds: ["subnet-1", "subnet-2"],
    targetGroupArns: [TARGETS],
    classicLoadBalancers: [],
    healthCheckType: "ELB",
    healthCheckGraceSeconds: 30,
    defaultCooldownSeconds: 300,
    defaultInstanceWarmupSeconds: null,
    terminationPolicies: ["Default"],
    newInstancesProtectedFromScaleIn: false,
    maxInstanceLifetimeSeconds: null,
    capacityRebalance: false,
    enabledMetrics: [],
    serviceLinkedRoleArn: null,
    placementGroup: null,
    minHealthyPercentage: null,
    maxHealthyPercentage: null,
    deletionProtection: null,
    zoneDistribution: null,
    mixedInstances: null,
    launchConfiguration: null,
    otherTraffic: [],
    further: {},
    ...over,
  };
}

export interface BuiltGroup {
  readonly group: GroupFact;
  readonly servers: readonly ServerFact[];
  readonly health: readonly TargetHealthFact[];
}

interface GroupShape {
  readonly template: TemplateRef | null;
  readonly image: string;
  readonly size: number;
  readonly settings: Partial<GroupSettings>;
  readonly fact: Partial<GroupFact>;
  readonly tags: Readonly<Record<string, string>>;
  readonly suspended: readonly string[];
  readonly targetState: string;
  readonly lifecycle: string;
  readonly launchedAtMs: number;
  readonly editServer: (server: ServerFact, at: number) => ServerFact;
  readonly editMember: (member: MemberFact, at: number) => MemberFact;
}

export class GroupBuilder {
  readonly name: string;
  private readonly shape: GroupShape;

  constructor(name: string, shape: Partial<GroupShape> = {}) {
    this.name = name;
    this.shape = {
      template: { id: templateId("lt-web"), name: "web", version: "1" },
      image: "ami-1",
      size: 2,
      settings: {},
      fact: {},
      tags: {},
      suspended: [],
      targetState: "healthy",
      lifecycle: "InService",
      launchedAtMs: NOW_MS - 2 * HOUR_MS,
      editServer: (server) => server,
      editMember: (member) => member,
      ...shape,
    };
  }

  with(over: Partial<GroupShape>): GroupBuilder {
    return new GroupBuilder(this.name, { ...this.shape, ...over });
  }
  template(version: string, id = "lt-web") {
    return this.with({ template: { id: templateId(id), name: id.replace("lt-", ""), version } });
  }
  image(image: string) {
    return this.with({ image });
  }
  size(size: number) {
    return this.with({ size });
  }
  sized(minSize: number, maxSize: number, desiredCapacity: number) {
    return this.with({ fact: { ...this.shape.fact, minSize, maxSize, desiredCapacity } });
  }
  fact(fact: Partial<GroupFact>) {
    return this.with({ fact: { ...this.shape.fact, ...fact } });
  }
  settings(settings: Partial<GroupSettings>) {
    return this.with({ settings: { ...this.shape.settings, ...settings } });
  }
  tagged(tags: Readonly<Record<string, string>>) {
    return this.with({ tags: { ...this.shape.tags, ...tags } });
  }
  suspended(...suspended: string[]) {
    return this.with({ suspended });
  }
  /** As a retirement leaves it. */
  parked() {
    return this.suspended("Launch", "Terminate", "AddToLoadBalancer").settings({
      targetGroupArns: [],
    });
  }
  servers(editServer: GroupShape["editServer"]) {
    return this.with({ editServer });
  }
  members(editMember: GroupShape["editMember"]) {
    return this.with({ editMember });
  }

  build(): BuiltGroup {
    const ids = Array.from({ length: this.shape.size }, (_, at) => `i-${this.name}-${String(at)}`);
    const settings = someSettings(this.shape.settings);
    const members = ids.map((id, at) => this.shape.editMember(this.member(id), at));
    return {
      group: this.group(members, settings),
      servers: ids.map((id, at) => this.shape.editServer(this.server(id), at)),
      health: settings.targetGroupArns.flatMap((arn) =>
        ids.map((id) => ({
          targetGroupArn: arn,
          serverId: serverId(id),
          state: this.shape.targetState,
          reason: null,
          description: null,
        })),
      ),
    };
  }

  private group(members: readonly MemberFact[], settings: GroupSettings): GroupFact {
    const { size, tags, suspended, template, fact } = this.shape;
    return {
      name: groupName(this.name),
      arn: `arn:aws:autoscaling:eu-west-1:1:autoScalingGroup:x:autoScalingGroupName/${this.name}`,
      createdAtMs: NOW_MS - DAY_MS,
      minSize: 0,
      maxSize: size * 2,
      desiredCapacity: size,
      template,
      settings,
      suspended: suspended.map((process) => ({ process, reason: "" })),
      tags: Object.entries(tags).map(([key, value]): GroupTag => ({
        key,
        value,
        propagateAtLaunch: false,
      })),
      members,
      status: null,
      readAtMs: NOW_MS - 2000,
      ...fact,
    };
  }

  private member(id: string): MemberFact {
    return {
      serverId: serverId(id),
      zone: "eu-west-1a",
      instanceType: "m5.large",
      lifecycleState: this.shape.lifecycle,
      healthStatus: "Healthy",
      template: this.shape.template,
      protectedFromScaleIn: false,
    };
  }

  private server(id: string): ServerFact {
    return {
      id: serverId(id),
      imageId: imageId(this.shape.image),
      instanceType: "m5.large",
      architecture: "x86_64",
      zone: "eu-west-1a",
      subnetId: "subnet-1",
      privateIp: "10.0.0.1",
      state: "running",
      launchedAtMs: this.shape.launchedAtMs,
      groupName: groupName(this.name),
      template: this.shape.template,
      securityGroupIds: ["sg-1"],
      instanceProfileArn: "arn:aws:iam::1:instance-profile/web",
      rootDevice: "/dev/xvda",
      volumes: [{ volumeId: `vol-${id}`, device: "/dev/xvda", deleteOnTermination: true }],
      tags: {},
      readAtMs: NOW_MS - 1500,
    };
  }
}

export const aGroup = (name: string) => new GroupBuilder(name);
