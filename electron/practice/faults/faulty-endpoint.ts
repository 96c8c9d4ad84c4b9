/**
 * Puts the rules on calls before a practice endpoint. A struck call is answered as AWS would: with the code and
 * status of its service, late, or not at all (the promise is rejected as a broken connection).
 */
import { randomUUID } from "node:crypto";
import { assertNever } from "../../../shared/assert-never.ts";
import { practiceServices } from "../practice-services.ts";
import { readScope } from "../wire/auth/credential-scope.ts";
import { queryParameters } from "../wire/codec/query-form.ts";
import type { AwsFault } from "../wire/fault.ts";
import { lowerCaseHeaders } from "../wire/messages.ts";
import type { PracticeEndpoint, WireReply, WireRequest } from "../wire/messages.ts";
import { findService, protocolOf } from "../wire/router.ts";
import { isMutating } from "../wire/service.ts";
import type { World } from "../world/kernel/world.ts";
import type { FaultBook } from "./fault-book.ts";
import type { CallEffect } from "./fault-rule.ts";
import { PastRegions } from "./past-regions.ts";

export interface FaultyParts {
  readonly endpoint: PracticeEndpoint;
  readonly book: FaultBook;
  readonly world: () => World;
  /** Of virtual time. */
  readonly sleep: (ms: number) => Promise<void>;
}

export function faultyEndpoint(parts: FaultyParts): PracticeEndpoint {
  const past = new PastRegions();
  return {
    async handle(request) {
      const { book } = parts;
      const world = parts.world();
      const keepMs = book.historyMs(world.nowMs);
      if (keepMs > 0) past.take(world, keepMs);
      const asked = readAsked(request);
      const effect = asked && struckBy(book, world.nowMs, asked);
      return effect ? struck(parts, past, asked, effect) : parts.endpoint.handle(request);
    },
  };
}

type Service = NonNullable<ReturnType<typeof findService<never>>>;

interface Asked {
  readonly request: WireRequest;
  readonly service: Service;
  readonly operation: string;
  readonly values: readonly string[];
}

/** Null: no request that the region could answer. */
function readAsked(request: WireRequest): Asked | null {
  const plain = { ...request, headers: lowerCaseHeaders(request.headers) };
  const service = findService(practiceServices, plain, readScope(plain)?.service ?? null);
  if (!service) return null;
  const operation = protocolOf(service, plain).actionOf(plain);
  return { request, service, operation, values: [...queryParameters(plain).values()] };
}

function struckBy(book: FaultBook, nowMs: number, asked: Asked): CallEffect | null {
  const rule = book.strike("call", nowMs, ({ operation, resource, effect }) => {
    if (effect.kind === "stale-read" && isMutating(asked.operation)) return false;
    return isNamed(operation, asked.operation) && concerns(resource, asked.values);
  });
  return rule?.effect ?? null;
}

const isNamed = (pattern: string, operation: string) =>
  pattern.endsWith("*") ? operation.startsWith(pattern.slice(0, -1)) : operation === pattern;

const concerns = (resource: string | null, values: readonly string[]) =>
  resource === null || values.some((value) => value.includes(resource));

async function struck(
  { endpoint, book, world, sleep }: FaultyParts,
  past: PastRegions,
  { request, service }: Asked,
  effect: CallEffect,
): Promise<WireReply> {
  switch (effect.kind) {
    case "throttle":
      return refusal(service, request, throttleOf(service));
    case "server-error":
      if (effect.carriedOut) await endpoint.handle(request);
      return refusal(service, request, serverErrorOf(service, effect.status));
    case "reply-lost":
      await endpoint.handle(request);
      throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    case "reply-late": {
      const reply = await endpoint.handle(request);
      await sleep(Math.round(book.chance.between(0, effect.upToMs)));
      return reply;
    }
    case "stale-read": {
      const atMs = world().nowMs - book.chance.between(0, effect.upToMs);
      return (past.before(atMs) ?? endpoint).handle(request);
    }
    default:
      return assertNever(effect, "effect on a call");
  }
}

const refusal = (service: Service, request: WireRequest, fault: AwsFault) =>
  protocolOf(service, { ...request, headers: lowerCaseHeaders(request.headers) }).encodeFault(
    service,
    fault,
    randomUUID(),
  );

function throttleOf({ name }: Service): AwsFault {
  if (name === "ec2")
    return { code: "RequestLimitExceeded", message: "Request limit exceeded.", httpStatus: 503 };
  return { code: "Throttling", message: "Rate exceeded", httpStatus: 400 };
}

function serverErrorOf({ name }: Service, httpStatus: 500 | 503): AwsFault {
  const ec2 = name === "ec2";
  if (httpStatus === 503) {
    const message = "The service is unavailable. Please try again shortly.";
    return { code: ec2 ? "Unavailable" : "ServiceUnavailable", message, httpStatus };
  }
  const message = "An internal error has occurred";
  return { code: ec2 ? "InternalError" : "InternalFailure", message, httpStatus };
}
