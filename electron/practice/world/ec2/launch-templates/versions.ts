/** What a new version takes from its source, and versions that are deleted. Numbers are never given twice. */
import { PracticeError } from "../../kernel/practice-error.ts";
import type {
  BlockDeviceSpec,
  LaunchTemplateState,
  TemplateData,
} from "../../kernel/state/ec2/templates.ts";

/**
 * A parameter that the new version names replaces the source's whole; lists are not joined. Snapshots of the source's
 * devices are left behind unless they are named anew.
 */
export function mergedData(source: TemplateData, own: TemplateData): TemplateData {
  const { BlockDeviceMappings: devices, ...others } = source;
  const inherited = devices ? { BlockDeviceMappings: devices.map(withoutSnapshot) } : {};
  return { ...others, ...inherited, ...own };
}

function withoutSnapshot(device: BlockDeviceSpec): BlockDeviceSpec {
  if (device.Ebs?.SnapshotId === undefined) return device;
  const { SnapshotId: _, ...ebs } = device.Ebs;
  return { ...device, Ebs: ebs };
}

export const nextVersion = (template: LaunchTemplateState): number =>
  Math.max(template.latestVersion, template.highestVersion ?? 0) + 1;

/** `$Latest` is then the newest that is left. */
export function deleteVersion(template: LaunchTemplateState, version: number): void {
  template.highestVersion = nextVersion(template) - 1;
  template.versions = template.versions.filter((each) => each.version !== version);
  template.latestVersion = template.versions.at(-1)?.version ?? 0;
}

export interface Undeletable {
  readonly code: "launchTemplateVersionDoesNotExist" | "unexpectedError";
  readonly message: string;
}

/** Null: it may go. */
export function whyNotDeletable(
  template: LaunchTemplateState,
  version: number,
): Undeletable | null {
  if (!template.versions.some((each) => each.version === version)) {
    const code = "launchTemplateVersionDoesNotExist";
    return { code, message: `The launch template version ${version} does not exist.` };
  }
  if (version !== template.defaultVersion) return null;
  const message = "The default version of a launch template cannot be deleted.";
  return { code: "unexpectedError", message };
}

/** A number, or `$Latest` and `$Default`, as DeleteLaunchTemplateVersions takes them. */
export function numberOf(template: LaunchTemplateState, version: string): number {
  if (version === "$Latest") return template.latestVersion;
  if (version === "$Default") return template.defaultVersion;
  if (/^\d+$/.test(version)) return Number(version);
  const words = `The launch template version '${version}' is not valid.`;
  throw new PracticeError("InvalidLaunchTemplateId.VersionNotFound", words);
}
