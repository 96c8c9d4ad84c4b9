/** Facts for tests: `aWorld().group(...).image(...).facts()`, or a whole fleet by `aFleet("web").withGeneration(3)`. */
import type {
  Facts,
  GroupExtras,
  GroupFact,
  ImageFact,
  ServerFact,
  TargetGroupFact,
  TargetHealthFact,
  TemplateVersionFact,
} from "../../shared/model/facts.ts";
import { templateHistory } from "../../shared/fleet/template-history.ts";
import { imageId, templateId } from "../../shared/model/ids.ts";
import { aGroup, TARGETS, type GroupBuilder } from "./group.ts";
import { anImage } from "./image.ts";
import { DAY_MS, NOW_MS } from "./time.ts";

export function aTemplateVersion(
  version: number,
  over: Partial<TemplateVersionFact> = {},
): TemplateVersionFact {
  return {
    templateId: templateId("lt-web"),
    templateName: "web",
    version,
    isDefault: version === 1,
    description: "",
    createdAtMs: NOW_MS - 30 * DAY_MS + version * DAY_MS,
    imageId: imageId(`ami-${String(version)}`),
    imageAlias: null,
    instanceType: "m5.large",
    keyName: null,
    securityGroupIds: ["sg-1"],
    instanceProfile: "web",
    userData: null,
    tags: {},
    other: {},
    ...over,
  };
}

export const noExtras: GroupExtras = {
  scalingPolicies: [],
  scheduledActions: [],
  lifecycleHooks: [],
  notifications: [],
  warmPool: null,
  activeRefresh: null,
};

export class WorldBuilder {
  private readonly groups: GroupFact[] = [];
  private readonly servers: ServerFact[] = [];
  private readonly images: ImageFact[] = [];
  private readonly versions: TemplateVersionFact[] = [];
  private readonly health: TargetHealthFact[] = [];
  private readonly targetGroups: TargetGroupFact[] = [
    {
      arn: TARGETS,
      name: "web",
      protocol: "HTTP",
      port: 80,
      healthCheckIntervalSeconds: 10,
      healthyThreshold: 3,
      deregistrationDelaySeconds: 60,
      readAtMs: NOW_MS,
    },
  ];

  group(builder: GroupBuilder): this {
    const built = builder.build();
    this.groups.push(built.group);
    this.servers.push(...built.servers);
    this.health.push(...built.health);
    return this;
  }
  image(...images: readonly ImageFact[]): this {
    this.images.push(...images);
    return this;
  }
  version(...versions: readonly TemplateVersionFact[]): this {
    this.versions.push(...versions);
    return this;
  }
  facts(): Facts {
    return {
      groups: new Map(this.groups.map((one) => [one.name, one])),
      servers: new Map(this.servers.map((one) => [one.id, one])),
      images: new Map(this.images.map((one) => [one.id, one])),
      templateVersions: new Map(
        this.versions.map((one) => [`${one.templateId}:${String(one.version)}`, one]),
      ),
      templateHistories: historiesOf(this.versions),
      targetGroups: new Map(this.targetGroups.map((one) => [one.arn, one])),
      targetHealth: new Map(
        this.health.map((one) => [`${one.targetGroupArn}|${one.serverId}`, one]),
      ),
    };
  }
}

/** Of all templates that have versions: they count as read as a whole. */
export function historiesOf(versions: readonly TemplateVersionFact[]): Facts["templateHistories"] {
  const ids = [...new Set(versions.map((one) => one.templateId))];
  return new Map(
    ids.map((id) => [
      id,
      templateHistory(
        id,
        versions.filter((one) => one.templateId === id),
        NOW_MS,
      ),
    ]),
  );
}

export const aWorld = () => new WorldBuilder();

/** A fleet by Frigga's names: the generation N is the group `name-v00N` with template version N and image `ami-N`. */
export class FleetBuilder {
  readonly name: string;
  private readonly world = aWorld();

  constructor(name: string) {
    this.name = name;
  }
  withGeneration(
    sequence: number,
    shape: (group: GroupBuilder) => GroupBuilder = (group) => group,
  ): this {
    const name = `${this.name}-v${String(sequence).padStart(3, "0")}`;
    const group = aGroup(name)
      .template(String(sequence))
      .image(`ami-${String(sequence)}`)
      .fact({ createdAtMs: NOW_MS - 10 * DAY_MS + sequence * 60_000 });
    this.world.group(shape(group));
    return this.withImageOf(sequence, name);
  }
  /** Only its template version and image are left. */
  withCold(sequence: number, image: Partial<ImageFact> | null = {}): this {
    return this.withImageOf(sequence, `${this.name}-v${String(sequence).padStart(3, "0")}`, image);
  }
  withImage(image: ImageFact): this {
    this.world.image(image);
    return this;
  }
  facts(): Facts {
    return this.world.facts();
  }

  private withImageOf(
    sequence: number,
    description: string,
    image: Partial<ImageFact> | null = {},
  ): this {
    this.world.version(aTemplateVersion(sequence, { description }));
    if (image !== null) this.world.image(anImage(`ami-${String(sequence)}`, image));
    return this;
  }
}

export const aFleet = (name = "web") => new FleetBuilder(name);
