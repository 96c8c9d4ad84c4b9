/** Where an image is to go, as it is being said: its own connection shares it, every other one gets a copy. */
import { noCopies, type CopiesWanted } from "../../../../shared/bake/copy/wanted.ts";
import type { RequestPayload } from "../../../../shared/contract/requests.ts";
import type { ConnectionState } from "../../../../shared/model/connection.ts";

export interface CopySubject {
  readonly connectionId: string;
  readonly imageId: string;
}

/** `as-it-is`: encrypted where the image is. `aws`: AWS's default key there, which can't be shared. */
export type KeyChoice =
  | { readonly kind: "as-it-is" }
  | { readonly kind: "aws" }
  | { readonly kind: "own"; readonly kmsKeyId: string };

export interface CopyDraft {
  /** By connection. */
  readonly chosen: ReadonlyMap<string, KeyChoice>;
  readonly accounts: string;
}

export interface CopyTarget {
  readonly state: ConnectionState;
  readonly isOwn: boolean;
  /** Why nothing can be made there; null: it can. */
  readonly why: string | null;
}

const asItIs: KeyChoice = { kind: "as-it-is" };

/** Its own connection first. */
export function copyTargets(
  { connectionId }: CopySubject,
  states: readonly ConnectionState[],
): readonly CopyTarget[] {
  const own = states.find(({ connection }) => connection.id === connectionId) ?? null;
  const targets = states.map((state): CopyTarget => {
    const isOwn = state === own;
    return { state, isOwn, why: whyNot(state, isOwn ? null : own) };
  });
  return targets.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn));
}

function whyNot(
  { connection, accountId, phase }: ConnectionState,
  own: ConnectionState | null,
): string | null {
  if (connection.readOnly)
    return "This connection is read only: nothing can be made or shared through it. Add one that isn't, under Connections.";
  if (phase === "failed") return "This connection fails: mend it under Connections.";
  const isSamePlace =
    own !== null &&
    accountId !== null &&
    accountId === own.accountId &&
    connection.region === own.connection.region;
  return isSamePlace ? "The same region of the same account: the image is there already." : null;
}

/** What a recipe asks for, as far as there are connections to it. */
export function wantedDraft(wanted: CopiesWanted, targets: readonly CopyTarget[]): CopyDraft {
  const chosen = targets.flatMap(({ state: { connection }, isOwn, why }) => {
    if (why !== null) return [];
    if (isOwn) return wanted.accounts.length > 0 ? [[connection.id, asItIs] as const] : [];
    const region = wanted.regions.find((one) => one.region === connection.region);
    if (region === undefined) return [];
    const { kmsKey } = region;
    return [
      [
        connection.id,
        kmsKey === null ? asItIs : ({ kind: "own", kmsKeyId: kmsKey } as const),
      ] as const,
    ];
  });
  return { chosen: new Map<string, KeyChoice>(chosen), accounts: wanted.accounts.join(" ") };
}

export const emptyDraft = (targets: readonly CopyTarget[]) => wantedDraft(noCopies, targets);

/** Regions that a recipe asks for, and that nothing can be copied to. */
export function unreachable(
  { regions }: CopiesWanted,
  targets: readonly CopyTarget[],
): readonly string[] {
  const there = targets
    .filter(({ isOwn, why }) => !isOwn && why === null)
    .map(({ state }) => state.connection.region);
  return regions.map(({ region }) => region).filter((region) => !there.includes(region));
}

export const accountsOf = (text: string): readonly string[] =>
  [...new Set(text.split(/[\s,]+/))].filter((word) => word !== "");

export const wrongAccounts = ({ accounts }: CopyDraft): readonly string[] =>
  accountsOf(accounts).filter((account) => !/^\d{12}$/.test(account));

/** Why no plan can be made of it; null: one can. */
export function draftProblem(draft: CopyDraft): string | null {
  if (draft.chosen.size === 0) return "Choose where it is to go.";
  if (wrongAccounts(draft).length > 0) return "Mend the account ids first.";
  const hasNoKey = [...draft.chosen.values()].some(
    (key) => key.kind === "own" && key.kmsKeyId.trim() === "",
  );
  return hasNoKey ? "Name the key, or choose another way to encrypt." : null;
}

/** An account isn't told that it may use what is its own. */
export function copyRequest(
  { connectionId, imageId }: CopySubject,
  { chosen, accounts }: CopyDraft,
  targets: readonly CopyTarget[],
): RequestPayload<"plan:copy"> {
  return {
    sourceConnectionId: connectionId,
    imageId,
    targets: targets.flatMap(({ state: { connection, accountId } }) => {
      const key = chosen.get(connection.id);
      if (key === undefined) return [];
      const shareWith = accountsOf(accounts).filter((account) => account !== accountId);
      return [{ connectionId: connection.id, encryption: encryptionOf(key), shareWith }];
    }),
  };
}

function encryptionOf(key: KeyChoice) {
  if (key.kind === "as-it-is") return null;
  return { kmsKeyId: key.kind === "aws" ? null : key.kmsKeyId.trim() };
}
