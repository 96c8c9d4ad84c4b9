/**
 * Finds the service and the action that a request is for. A signed request names its service;
 * an unsigned one is known by its API version or its target, so that it is refused in the right form.
 */
import { cborProtocol, cborTarget } from "./codec/cbor-protocol.ts";
import { ec2QueryProtocol } from "./codec/ec2-query-protocol.ts";
import { jsonProtocol } from "./codec/json-protocol.ts";
import type { Protocol } from "./codec/protocol.ts";
import { objectProtocol } from "./codec/rest/object-protocol.ts";
import { queryParameters } from "./codec/query-form.ts";
import { queryProtocol } from "./codec/query-protocol.ts";
import { PracticeError } from "../world/kernel/practice-error.ts";
import type { WireRequest } from "./messages.ts";
import type { ProtocolName, WireAction, WireService } from "./service.ts";

const PROTOCOLS: Readonly<Record<ProtocolName, Protocol>> = {
  "ec2-query": ec2QueryProtocol,
  query: queryProtocol,
  json: jsonProtocol,
  cbor: cborProtocol,
  "rest-xml": objectProtocol,
};

type Speaker = Pick<WireService<never>, "protocol" | "alsoSpeaks">;

/** The service's own, or the one of its others that the request is written in. */
export function protocolOf(service: Speaker, request?: WireRequest): Protocol {
  const spoken = request ? spokenIn(request) : service.protocol;
  return PROTOCOLS[service.alsoSpeaks?.includes(spoken) ? spoken : service.protocol];
}

function spokenIn(request: WireRequest): ProtocolName {
  if (request.headers["smithy-protocol"] === "rpc-v2-cbor") return "cbor";
  return request.headers["x-amz-target"] ? "json" : "query";
}

/** In which form to refuse a request; one for an unknown service is answered as its client speaks. */
export function refusalProtocol(service: Speaker | null, request: WireRequest) {
  if (service) return protocolOf(service, request);
  return request.headers["x-amz-target"] ? jsonProtocol : queryProtocol;
}

type Services<Call> = readonly WireService<Call>[];

export function findService<Call>(
  services: Services<Call>,
  request: WireRequest,
  signedFor: string | null,
) {
  const isMeant =
    signedFor === null ? isAddressed(request) : (name: Named) => name.name === signedFor;
  return services.find(isMeant) ?? null;
}

type Named = Pick<WireService<never>, "name" | "apiVersion" | "targetPrefix" | "protocol">;

function isAddressed(request: WireRequest): (service: Named) => boolean {
  const target = cborTarget(request) ?? (request.headers["x-amz-target"] ?? "").split(".")[0];
  if (target) return (service) => service.targetPrefix === target;
  const parameters = queryParameters(request);
  // What is no form names its bucket and object by its address.
  if (request.path !== "/" && parameters.get("Action") === undefined)
    return (service) => service.protocol === "rest-xml";
  const version = parameters.get("Version");
  return (service) => service.apiVersion === version;
}

export function findAction<Call>(
  service: WireService<Call>,
  action: string,
  request?: WireRequest,
): WireAction<Call> {
  const found = Object.hasOwn(service.actions, action) ? service.actions[action] : undefined;
  if (found) return found;
  if (service.knownActions.has(action)) throw notSimulated(service, action);
  throw protocolOf(service, request).unknownAction(service, action);
}

function notSimulated(service: Named, action: string): PracticeError {
  const message = `The practice cloud does not simulate ${service.name}:${action}.`;
  return new PracticeError("UnsupportedOperation", message);
}
