/** Permissions that images and snapshots give to others: accounts, all, an organization or a part of it. */
import type { Sharing } from "../../kernel/state/ec2/images.ts";

type Shared = readonly Sharing[] | undefined;

const isSame = (a: Sharing, b: Sharing) => a.kind === b.kind && a.value === b.value;

/** What is removed first and then added, each once. */
export function changedSharing(
  before: Shared,
  change: { readonly add: readonly Sharing[]; readonly remove: readonly Sharing[] },
): readonly Sharing[] {
  const kept = (before ?? []).filter((one) => !change.remove.some((gone) => isSame(one, gone)));
  const fresh = change.add.filter((one) => !kept.some((there) => isSame(one, there)));
  return [...kept, ...fresh];
}

export const isPublic = (shared: Shared): boolean =>
  shared?.some(({ kind }) => kind === "group") ?? false;

export const isSharedWith = (shared: Shared, accountId: string): boolean =>
  shared?.some(({ kind, value }) => kind === "account" && value === accountId) ?? false;

/** The practice cloud knows no organizations: sharing with one is kept and shown, and reaches nobody. */
export const reaches = (shared: Shared, accountId: string): boolean =>
  isPublic(shared) || isSharedWith(shared, accountId);
