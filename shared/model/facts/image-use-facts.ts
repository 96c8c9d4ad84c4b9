/** What AWS says of an image beside the image itself: where it came from, who uses it, who may. */
import type { ImageId, ServerId } from "../ids.ts";

/** One image of a line, from GetImageAncestry. */
export interface AncestorFact {
  readonly imageId: ImageId;
  readonly createdAtMs: number | null;
  /** `amazon`, `aws-marketplace`, …; null: no alias. */
  readonly ownerAlias: string | null;
  readonly sourceImageId: ImageId | null;
  /** Null: the image's own region. */
  readonly sourceRegion: string | null;
}

/**
 * What AWS found that names an image, by DescribeImageReferences: servers in any state, launch templates by their
 * newest versions (REFERENCED_VERSIONS of each), parameters of type `aws:ec2:image`, and image recipes. It knows
 * nothing of groups, launch configurations, older versions, and templates that name a parameter.
 */
export interface ImageReferenceFact {
  readonly imageId: ImageId;
  /** AWS's: `ec2:Instance`, `ec2:LaunchTemplate`, `ssm:Parameter`, `imagebuilder:ImageRecipe`, … */
  readonly resourceType: string;
  readonly arn: string;
}

/** To which depth AWS looks through a launch template's versions for us, beginning with the newest. */
export const REFERENCED_VERSIONS = 10_000;

export interface LaunchConfigurationFact {
  readonly name: string;
  readonly imageId: ImageId;
  readonly createdAtMs: number;
}

/** Whom an image is shared with. */
export interface LaunchPermissions {
  readonly accounts: readonly string[];
  /** Everyone. */
  readonly isPublic: boolean;
  /** ARNs of organizations and their units. */
  readonly organizations: readonly string[];
}

export interface ParameterFact {
  readonly name: string;
  /** String, StringList, SecureString. */
  readonly type: string;
  /** Null: a SecureString. Its value is never asked for. */
  readonly value: string | null;
  readonly version: number;
  /** `text`, or `aws:ec2:image`, whose value AWS has checked. */
  readonly dataType: string;
  readonly changedAtMs: number | null;
}

/** What a parameter names. */
export interface ParameterImage {
  readonly imageId: ImageId;
  readonly version: number;
  readonly changedAtMs: number | null;
}

/** What a script did on a server. */
export interface CommandResult {
  readonly commandId: string;
  readonly serverId: ServerId;
  /** AWS's: Pending, InProgress, Delayed, Success, Cancelled, TimedOut, Failed, Cancelling. */
  readonly status: string;
  readonly statusDetails: string;
  /** Null: it has not ended. */
  readonly exitCode: number | null;
  /** At most the first 24,000 characters each. */
  readonly output: string;
  readonly errorOutput: string;
}

/** A server that Systems Manager reaches. */
export interface ManagedServerFact {
  readonly serverId: ServerId;
  /** AWS's PingStatus: Online, ConnectionLost, Inactive. */
  readonly ping: string;
  readonly lastPingAtMs: number | null;
  readonly agentVersion: string | null;
  readonly platform: string | null;
}
