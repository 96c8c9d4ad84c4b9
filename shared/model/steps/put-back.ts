import type { GroupName, ServerId } from "../ids.ts";

/** What somebody left on a group that was meant for a time. */
export type Leftover =
  | { readonly what: "suspended"; readonly processes: readonly string[] }
  | { readonly what: "protected"; readonly serverIds: readonly ServerId[] };

export type PutBackWork = {
  readonly kind: "clear-leftover";
  readonly group: GroupName;
  readonly leftover: Leftover;
};
