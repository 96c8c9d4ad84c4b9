/** Secrets Manager's secrets: by name, whole ARN, or the ARN without its last letters. */
import type { SecretState, SecretVersionState } from "../kernel/state/s3.ts";
import type { World } from "../kernel/world.ts";

export function findSecret(world: World, id: string): SecretState | undefined {
  const byName = world.state.secrets.get(id);
  if (byName) return byName;
  if (!id.startsWith("arn:")) return undefined;
  return [...world.state.secrets.values()].find(
    ({ arn }) => arn === id || arn.replace(/-[A-Za-z0-9]{6}$/, "") === id,
  );
}

const CURRENT = "AWSCURRENT";
const PREVIOUS = "AWSPREVIOUS";

/** Null: no version of that id or stage. */
export function versionOf(
  secret: SecretState,
  wish: { readonly id?: string | undefined; readonly stage?: string | undefined },
): SecretVersionState | null {
  const stage = wish.stage ?? (wish.id === undefined ? CURRENT : null);
  return (
    secret.versions.find(
      ({ id, stages }) =>
        (wish.id === undefined || id === wish.id) && (stage === null || stages.includes(stage)),
    ) ?? null
  );
}

/** A new secret, or a new version of the one of that name. */
export function putSecret(world: World, name: string, text: string, ids: SecretIds): SecretState {
  const known = world.state.secrets.get(name);
  const version = { id: ids.version, text, createdAtMs: world.nowMs, stages: [CURRENT] };
  if (known) {
    for (const one of known.versions) one.stages = nextStages(one.stages);
    known.versions.unshift(version);
    return known;
  }
  const secret: SecretState = {
    name,
    arn: world.arn("secretsmanager", `secret:${name}-${ids.suffix}`),
    description: "",
    createdAtMs: world.nowMs,
    versions: [version],
    deletedAtMs: null,
  };
  world.state.secrets.set(name, secret);
  return secret;
}

export interface SecretIds {
  readonly version: string;
  /** Six letters that AWS puts behind the name. */
  readonly suffix: string;
}

const nextStages = (stages: readonly string[]) =>
  stages
    .filter((stage) => stage !== PREVIOUS)
    .map((stage) => (stage === CURRENT ? PREVIOUS : stage));
