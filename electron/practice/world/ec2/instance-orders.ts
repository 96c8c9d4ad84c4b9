/**
 * What the other parts of the world may ask of EC2 without the wire: launch from a template, terminate.
 * A refused launch is a value, because Auto Scaling records it as a failed activity.
 */
import type { PracticeError } from "../kernel/practice-error.ts";
import type { World } from "../kernel/world.ts";

export interface LaunchOrder {
  readonly templateId: string;
  /** A number as text, `$Latest` or `$Default`. */
  readonly version: string;
  readonly subnetId: string;
  readonly count: number;
  /** Beside the template's own and the `aws:` tags, which are added here. */
  readonly tags: Readonly<Record<string, string>>;
  readonly groupName: string | null;
}

/** Ids of the new servers, in state pending; or why AWS would not launch them. */
export type LaunchInstances = (world: World, order: LaunchOrder) => readonly string[] | PracticeError;

/** Ids that are gone already are passed over. `cause` is handed to `onInstanceState` handlers. */
export type TerminateInstances = (world: World, ids: readonly string[], cause: string) => void;
