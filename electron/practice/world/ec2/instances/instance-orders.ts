/**
 * What the other parts of the world may ask of EC2 without the wire: launch from a template, terminate.
 * A refused launch is a value, because Auto Scaling records it as a failed activity.
 */
import { PracticeError } from "../../kernel/practice-error.ts";
import type {
  LaunchTemplateState,
  TemplateData,
  TemplateVersionState,
} from "../../kernel/state/ec2/templates.ts";
import type { World } from "../../kernel/world.ts";
import { terminate } from "./instance-life.ts";
import { launch } from "./launch.ts";
import { resolveSpec } from "./launch-spec.ts";
import { findSubnet } from "../lookups.ts";
import { findTemplate, findVersion } from "../launch-templates/templates.ts";

export interface LaunchOrder {
  /** Null: `data` alone says what to launch, as a launch configuration does. */
  readonly templateId: string | null;
  /** A number as text, `$Latest` or `$Default`. */
  readonly version: string;
  readonly subnetId: string;
  /** In the place of the template's. */
  readonly data?: TemplateData;
  readonly count: number;
  /** Beside the template's own and the `aws:` tags, which are added here. */
  readonly tags: Readonly<Record<string, string>>;
  readonly groupName: string | null;
}

/** Ids of the new servers, in state pending; or why AWS would not launch them. */
export function launchInstances(
  world: World,
  order: LaunchOrder,
): readonly string[] | PracticeError {
  try {
    return launchNow(world, order).map((instance) => instance.id);
  } catch (error) {
    if (error instanceof PracticeError) return inActivityWords(error);
    throw error;
  }
}

function launchNow(world: World, order: LaunchOrder) {
  const source = sourceOf(world, order);
  return launch(world, {
    spec: resolveSpec(world, { ...source?.version.data, ...order.data }),
    subnet: findSubnet(world, order.subnetId),
    count: order.count,
    tags: { ...order.tags, ...tagsOf(source, order.groupName) },
    groupName: order.groupName,
    launchTemplate: source && { id: source.template.id, version: source.version.version },
    clientToken: null,
    cause: "autoscaling",
  });
}

interface Source {
  readonly template: LaunchTemplateState;
  readonly version: TemplateVersionState;
}

function sourceOf(world: World, { templateId, version }: LaunchOrder): Source | null {
  if (templateId === null) return null;
  const template = findTemplate(world, { id: templateId });
  return { template, version: findVersion(template, version) };
}

function tagsOf(source: Source | null, groupName: string | null): Record<string, string> {
  if (source) return awsTags(source.template, source.version, groupName);
  return groupName === null ? {} : { "aws:autoscaling:groupName": groupName };
}

export function awsTags(
  template: LaunchTemplateState,
  version: TemplateVersionState,
  groupName: string | null,
): Record<string, string> {
  const tags: Record<string, string> = {
    "aws:ec2launchtemplate:id": template.id,
    "aws:ec2launchtemplate:version": String(version.version),
  };
  if (groupName !== null) tags["aws:autoscaling:groupName"] = groupName;
  return tags;
}

/** Auto Scaling's activities word a missing image differently from RunInstances. */
function inActivityWords(error: PracticeError): PracticeError {
  const id = /ami-[0-9a-f]+/.exec(error.message)?.[0];
  if (error.code !== "InvalidAMIID.NotFound" || id === undefined) return error;
  return new PracticeError(error.code, `The AMI ID '${id}' does not exist.`, error.httpStatus);
}

/** Ids that are gone already are passed over. `cause` is handed to `onInstanceState` handlers. */
export function terminateInstances(world: World, ids: readonly string[], cause: string): void {
  for (const id of ids) {
    const instance = world.state.instances.get(id);
    if (instance) terminate(world, instance, cause);
  }
}
