/** What a request asks for, read as far as the rules want to know it. */
import { practiceKeys } from "../access-keys.ts";
import { practiceServices } from "../practice-services.ts";
import { readScope } from "../wire/auth/credential-scope.ts";
import { lowerCaseHeaders } from "../wire/messages.ts";
import type { WireRequest } from "../wire/messages.ts";
import { findService, protocolOf } from "../wire/router.ts";
import type { World } from "../world/kernel/world.ts";

type WireServiceFound = NonNullable<ReturnType<typeof findService<never>>>;

export interface AskedCall {
  readonly request: WireRequest;
  readonly wireService: WireServiceFound;
  /** AWS's signing name. */
  readonly service: string;
  readonly operation: string;
  readonly callerArn: string;
  /** Of an action, all (`*`), all that begin so (`Describe*`), or those of one service (`ec2:Describe*`). */
  isNamed(pattern: string): boolean;
  /** The text is contained in one of the parameters; null: any. */
  concerns(resource: string | null): boolean;
}

/** Null: no request that the region could answer. */
export function readAsked(world: World, original: WireRequest): AskedCall | null {
  const request = { ...original, headers: lowerCaseHeaders(original.headers) };
  const scope = readScope(request);
  const wireService = findService(practiceServices, request, scope?.service ?? null);
  if (!wireService || !scope) return null;
  const operation = protocolOf(wireService, request).actionOf(request);
  const names = [operation, `${wireService.name}:${operation}`];
  return {
    request,
    wireService,
    service: wireService.name,
    operation,
    get callerArn() {
      return practiceKeys(() => world).find(scope.accessKeyId)?.principal.arn ?? "unknown";
    },
    isNamed: (pattern) => names.some((name) => fits(pattern, name)),
    concerns: (resource) =>
      resource === null || textsOf(wireService, operation, request).some(contains(resource)),
  };
}

const fits = (pattern: string, name: string) =>
  pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

const contains = (part: string) => (text: string) => text.includes(part);

function textsOf(
  service: WireServiceFound,
  operation: string,
  request: WireRequest,
): readonly string[] {
  const action = service.actions[operation];
  if (!action) return [];
  try {
    return textsIn(protocolOf(service, request).decode(action.schema, request));
  } catch {
    return [];
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
