/** Small conversions of Auto Scaling's inputs. */
import type { Json } from "../../world/kernel/json.ts";
import type { GroupTagState } from "../../world/kernel/state/autoscaling.ts";
import { validationError } from "../../world/autoscaling/groups.ts";

export interface TagInput {
  readonly ResourceId?: string | undefined;
  readonly ResourceType?: string | undefined;
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
  readonly PropagateAtLaunch?: boolean | undefined;
}

/** Plain JSON of an input that is only kept and shown again. */
export function keep(value: object | undefined): Readonly<Record<string, Json>> | null {
  if (value === undefined) return null;
  return JSON.parse(JSON.stringify(value)) as Record<string, Json>;
}

export function toTag(tag: TagInput): GroupTagState {
  const key = tag.Key ?? "";
  if (key.startsWith("aws:"))
    throw validationError("Tag keys starting with 'aws:' are reserved for internal use");
  return { key, value: tag.Value ?? "", propagateAtLaunch: tag.PropagateAtLaunch ?? false };
}

export const splitSubnets = (list: string | undefined) =>
  (list ?? "")
    .split(",")
    .map((id) => id.trim())
    .filter(Boolean)
    .toSorted();

/** The group's name, which every schema demands. */
export const groupNameOf = (input: { readonly AutoScalingGroupName?: string | undefined }) =>
  input.AutoScalingGroupName ?? "";
