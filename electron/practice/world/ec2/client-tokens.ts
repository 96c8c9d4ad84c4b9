/**
 * Client tokens: the same token with the same parameters answers with what the first call made, as it is now;
 * with other parameters it is refused. https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html
 */
import { createHash } from "node:crypto";
import { PracticeError } from "../kernel/practice-error.ts";
import type { World } from "../kernel/world.ts";

export interface TokenUse {
  readonly operation: string;
  /** A zone where the operation is zonal, else empty: the same token in another zone is another call. */
  readonly scope: string;
  readonly token: string | undefined;
  readonly parameters: object;
  /** Characters of the longest token: 64 unless the operation says otherwise. */
  readonly longest?: number;
}

/** Runs `make` once a token; returns the ids that it, or the first call, produced. */
export function once(
  world: World,
  use: TokenUse,
  make: () => readonly string[],
): readonly string[] {
  if (use.token === undefined) return make();
  checkToken(use.token, use.longest ?? 64);
  const key = `${use.operation}|${use.scope}|${use.token}`;
  const digest = createHash("sha256").update(stable(use.parameters)).digest("hex");
  const earlier = world.state.tokens.get(key);
  if (earlier?.digest === digest) return earlier.produced;
  if (earlier) throw mismatch();
  const produced = make();
  world.state.tokens.set(key, { digest, produced, atMs: world.nowMs });
  return produced;
}

function checkToken(token: string, longest: number): void {
  if (/^[\x20-\x7e]+$/.test(token) && token.length <= longest) return;
  const words = `Invalid client token: at most ${longest} ASCII characters.`;
  throw new PracticeError("InvalidParameterValue", words);
}

function mismatch(): PracticeError {
  return new PracticeError(
    "IdempotentParameterMismatch",
    "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).",
  );
}

/** JSON with sorted keys. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (isPlain(inner) ? sorted(inner) : inner));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
