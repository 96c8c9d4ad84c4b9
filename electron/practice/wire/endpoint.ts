/**
 * The practice cloud's one door: checks the signature, brings the world to the present, decodes,
 * calls, encodes. Every failure leaves as the error that AWS would answer with.
 */
import { randomUUID } from "node:crypto";
import { authenticate, closedRegion, unsigned } from "./auth/authenticate.ts";
import { readScope } from "./auth/credential-scope.ts";
import { inflated } from "./codec/inflate.ts";
import { toFault } from "./fault.ts";
import { lowerCaseHeaders } from "./messages.ts";
import type { PracticeEndpoint, WireReply, WireRequest } from "./messages.ts";
import { PracticeError } from "../world/kernel/practice-error.ts";
import { findAction, findService, protocolOf, refusalProtocol } from "./router.ts";
import { isMutating } from "./service.ts";
import type { AccessKeys, Caller, WireService } from "./service.ts";

export interface EndpointParts<Call> {
  readonly services: readonly WireService<Call>[];
  readonly keys: AccessKeys;
  readonly wallMs: () => number;
  /** Makes what the handlers get, with its world brought up to now; null: the caller can't use that region. */
  readonly callFor: (caller: Caller) => Call | null;
  /** Throws if the call may not be made; before its handler sees it. */
  readonly admit?: (call: Call, asked: Asked) => void;
  /** After every call that may have changed the world, before its reply leaves. */
  readonly afterChange?: () => void;
}

/** A call by its names, with its input as it was decoded. */
export interface Asked {
  /** The service's signing name. */
  readonly service: string;
  readonly action: string;
  readonly input: object;
}

export function createEndpoint<Call>(parts: EndpointParts<Call>): PracticeEndpoint {
  return {
    // Asynchronous for its callers behind a port or a socket; a call itself never yields.
    handle: async (request) => {
      const reply = dated(answer(parts, request), parts.wallMs());
      return request.method === "HEAD" ? withoutBody(reply) : reply;
    },
  };
}

function answer<Call>(parts: EndpointParts<Call>, original: WireRequest): WireReply {
  const request = { ...original, headers: lowerCaseHeaders(original.headers) };
  const requestId = randomUUID();
  const scope = readScope(request);
  const service = findService(parts.services, request, scope?.service ?? null);
  try {
    return perform(parts, { request, requestId, scope, service });
  } catch (error) {
    return refusalProtocol(service, request).encodeFault(service, toFault(error), requestId);
  }
}

interface Routed<Call> {
  readonly request: WireRequest;
  readonly requestId: string;
  readonly scope: ReturnType<typeof readScope>;
  readonly service: WireService<Call> | null;
}

function perform<Call>(parts: EndpointParts<Call>, routed: Routed<Call>): WireReply {
  const { request, requestId, scope, service } = routed;
  if (!scope) throw unsigned(request, service?.name ?? null);
  if (!service) throw unknownService(scope.service);
  const wallMs = parts.wallMs();
  const key = authenticate({ request, scope, keys: parts.keys, wallMs });
  const protocol = protocolOf(service, request);
  const name = protocol.actionOf(request);
  const action = findAction(service, name, request);
  // An object is kept as packed as it came.
  const asked = service.protocol === "rest-xml" ? request : inflated(request);
  const input = protocol.decode(action.schema, asked);
  const { accessKeyId, region } = scope;
  const call = parts.callFor({ principal: key.principal, accessKeyId, region, requestId, wallMs });
  if (!call) throw closedRegion(scope);
  parts.admit?.(call, { service: service.name, action: name, input });
  try {
    return protocol.encode(
      service,
      action.schema,
      action.handle(input as never, call) ?? {},
      requestId,
    );
  } finally {
    if (isMutating(name)) parts.afterChange?.();
  }
}

const unknownService = (name: string) =>
  new PracticeError(
    "UnsupportedOperation",
    `The practice cloud does not simulate the service ${name}.`,
  );

function withoutBody({ status, headers }: WireReply): WireReply {
  return { status, headers, body: "" };
}

/** SDKs read the server's time from it when a signature was refused for its age. */
function dated(reply: WireReply, wallMs: number): WireReply {
  return { ...reply, headers: { ...reply.headers, date: new Date(wallMs).toUTCString() } };
}
