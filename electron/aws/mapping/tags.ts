import type { Tags } from "../../../shared/model/facts.ts";

interface SdkTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

export function mapTags(tags: readonly SdkTag[] | undefined): Tags {
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""]));
}

export const toSdkTags = (tags: Tags) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
