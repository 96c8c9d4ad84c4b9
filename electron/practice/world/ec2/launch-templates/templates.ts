/** Launch templates: named, with numbered versions that never change and a default one. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type {
  LaunchTemplateState,
  TemplateData,
  TemplateVersionState,
} from "../../kernel/state/ec2/templates.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import type { World } from "../../kernel/world.ts";
import { mergedData, nextVersion } from "./versions.ts";
import { hideNew, isSeen } from "../visibility/visibility.ts";

export interface TemplateName {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

export function findTemplate(world: World, { id, name }: TemplateName): LaunchTemplateState {
  if (id !== undefined) return findById(world, id);
  if (name === undefined) {
    const words = "Either launch template ID or launch template name must be specified.";
    throw new PracticeError("MissingParameter", words);
  }
  for (const template of world.state.templates.values())
    if (template.name === name) return template;
  throw new PracticeError(
    "InvalidLaunchTemplateName.NotFoundException",
    "At least one of the launch templates specified in the request does not exist.",
  );
}

function findById(world: World, id: string): LaunchTemplateState {
  const template = world.state.templates.get(id);
  if (template) return template;
  throw unknownId(id);
}

/** As reads know them: a new one may still be unknown to them. */
export function findSeenTemplate(world: World, named: TemplateName): LaunchTemplateState {
  const template = findTemplate(world, named);
  if (isSeen(world, template.id)) return template;
  throw unknownId(template.id);
}

function unknownId(id: string): PracticeError {
  return new PracticeError(
    /^lt-[0-9a-f]{8,17}$/.test(id)
      ? "InvalidLaunchTemplateId.NotFound"
      : "InvalidLaunchTemplateId.Malformed",
    `The specified launch template, with template ID ${id}, does not exist.`,
  );
}

/** `version`: a number as text, `$Latest`, `$Default`; AWS takes the default version when none is given. */
export function findVersion(
  template: LaunchTemplateState,
  version = "$Default",
): TemplateVersionState {
  const number = versionNumber(template, version);
  const direct = template.versions[number - 1];
  if (direct?.version === number) return direct;
  const found = template.versions.find((each) => each.version === number);
  if (found) return found;
  throw new PracticeError(
    "InvalidLaunchTemplateId.VersionNotFound",
    `Could not find the specified version ${version} for the launch template with ID ${template.id}.`,
  );
}

function versionNumber(template: LaunchTemplateState, version: string): number {
  if (version === "$Latest") return template.latestVersion;
  if (version === "$Default" || version === "") return template.defaultVersion;
  return Number(version);
}

export function checkTemplateName(name: string): void {
  if (/^[a-zA-Z0-9().\-/_]{3,128}$/.test(name)) return;
  const words =
    "Launch template names must be between 3 and 128 characters long, and may contain letters, numbers, and the " +
    "following characters: - ( ) . / _";
  throw new PracticeError("InvalidLaunchTemplateName.MalformedException", words);
}

export interface NewTemplate {
  readonly name: string;
  readonly description: string | null;
  readonly data: TemplateData;
  readonly tags: Tags;
}

export function createTemplate(
  world: World,
  { name, description, data, tags }: NewTemplate,
): LaunchTemplateState {
  for (const other of world.state.templates.values()) if (other.name === name) throw nameTaken();
  const first: TemplateVersionState = { version: 1, description, createdAtMs: world.nowMs, data };
  const template: LaunchTemplateState = {
    id: world.id("lt"),
    name,
    createdAtMs: world.nowMs,
    defaultVersion: 1,
    latestVersion: 1,
    versions: [first],
    tags,
  };
  world.state.templates.set(template.id, template);
  hideNew(world, template.id);
  return template;
}

function nameTaken(): PracticeError {
  const code = "InvalidLaunchTemplateName.AlreadyExistsException";
  return new PracticeError(code, "Launch template name already in use.");
}

export interface NewVersion {
  readonly sourceVersion: string | null;
  readonly description: string | null;
  readonly data: TemplateData;
}

/** The new version has what its source has, except for what `data` says. The default version stays. */
export function createVersion(
  world: World,
  template: LaunchTemplateState,
  order: NewVersion,
): TemplateVersionState {
  const source =
    order.sourceVersion === null ? {} : findVersion(template, order.sourceVersion).data;
  const version: TemplateVersionState = {
    version: nextVersion(template),
    description: order.description,
    createdAtMs: world.nowMs,
    data: mergedData(source, order.data),
  };
  template.versions.push(version);
  template.latestVersion = version.version;
  return version;
}
