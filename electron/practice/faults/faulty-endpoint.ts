/**
 * Puts the rules on calls before a practice endpoint. A struck call is answered as AWS would: with the code and
 * status of its service, late, or not at all (the promise is rejected as a broken connection).
 */
import { randomUUID } from "node:crypto";
import { assertNever } from "../../../shared/assert-never.ts";
import type { PracticeEndpoint, WireReply } from "../wire/messages.ts";
import type { AwsFault } from "../wire/fault.ts";
import { protocolOf } from "../wire/router.ts";
import { isMutating } from "../wire/service.ts";
import type { World } from "../world/kernel/world.ts";
import { readAsked } from "./asked-call.ts";
import type { AskedCall } from "./asked-call.ts";
import { denied, expired, failedByItself, throttled } from "./call-refusals.ts";
import type { FaultBook } from "./fault-book.ts";
import type { CallEffect } from "./fault-rule.ts";
import { performLater } from "./late-calls.ts";
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
      if (book.faults.length === 0) return parts.endpoint.handle(request);
      const world = parts.world();
      const keepMs = book.historyMs(world.nowMs);
      if (keepMs > 0) past.take(world, keepMs);
      const asked = readAsked(world, request);
      const effect = asked && struckBy(book, world.nowMs, asked);
      return effect ? struck(parts, past, asked, effect) : parts.endpoint.handle(request);
    },
  };
}

/** What is stale only reads, what is made late only changes. */
function struckBy(book: FaultBook, nowMs: number, asked: AskedCall): CallEffect | null {
  const changes = isMutating(asked.operation);
  const rule = book.strike("call", nowMs, ({ operation, resource, effect }) => {
    if (effect.kind === "stale-read" && changes) return false;
    if (effect.kind === "effect-late" && !changes) return false;
    return asked.isNamed(operation) && asked.concerns(resource);
  });
  return rule?.effect ?? null;
}

async function struck(
  { endpoint, book, world, sleep }: FaultyParts,
  past: PastRegions,
  asked: AskedCall,
  effect: CallEffect,
): Promise<WireReply> {
  const { request } = asked;
  switch (effect.kind) {
    case "throttle":
      return refusal(asked, throttled(asked));
    case "credentials-expired":
      return refusal(asked, expired(asked));
    case "denied":
      return refusal(asked, denied(asked));
    case "server-error":
      if (effect.carriedOut) await endpoint.handle(request);
      return refusal(asked, failedByItself(asked, effect.status));
    case "reply-lost":
      await endpoint.handle(request);
      throw brokenConnection();
    case "effect-late":
      performLater(world(), request, book.between(0, effect.upToMs));
      throw brokenConnection();
    case "reply-late": {
      const reply = await endpoint.handle(request);
      await sleep(Math.round(book.between(0, effect.upToMs)));
      return reply;
    }
    case "request-late":
      await sleep(Math.round(book.between(0, effect.upToMs)));
      return endpoint.handle(request);
    case "stale-read": {
      const atMs = world().nowMs - book.between(0, effect.upToMs);
      return (past.before(atMs) ?? endpoint).handle(request);
    }
    default:
      return assertNever(effect, "effect on a call");
  }
}

const refusal = ({ wireService, request }: AskedCall, fault: AwsFault) =>
  protocolOf(wireService, request).encodeFault(wireService, fault, randomUUID());

const brokenConnection = () => Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
