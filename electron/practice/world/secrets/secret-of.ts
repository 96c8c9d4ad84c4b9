/** What a server is told of a secret: its text, or why not in the words of the service. */
import { findParameter } from "../ssm/parameters.ts";
import type { World } from "../kernel/world.ts";
import { findSecret, versionOf } from "./secrets.ts";

export function secretOf(
  world: World,
  service: "ssm" | "secretsManager",
  id: string,
): { readonly text: string } | { readonly refusal: string } {
  if (service === "ssm") {
    const found = findParameter(world, id);
    return found ? { text: found.version.value } : { refusal: "ParameterNotFound" };
  }
  const secret = findSecret(world, id);
  const version = secret && secret.deletedAtMs === null ? versionOf(secret, {}) : null;
  return version
    ? { text: version.text }
    : { refusal: "ResourceNotFoundException Secrets Manager can't find the specified secret." };
}
