/** AWS JSON 1.0 and 1.1: CloudWatch, SSM. */
import { PracticeError } from "../../world/kernel/practice-error.ts";
import { bodyText } from "../messages.ts";
import type { WireReply, WireRequest } from "../messages.ts";
import { decodeJson, encodeJson } from "./json-values.ts";
import type { Protocol } from "./protocol.ts";
import { compatibleHeader, faultShape } from "./query-compatible.ts";
import { inputOf, outputOf, requiredMembers } from "./schema.ts";
import type { OperationSchema } from "./schema.ts";

export const jsonProtocol: Protocol = {
  actionOf: (request) => (request.headers["x-amz-target"] ?? "").split(".").at(-1) ?? "",

  unknownAction: (_service, action) =>
    new PracticeError("UnknownOperationException", `The operation ${action} is not known.`),

  decode: decodeBody,

  encode: (_service, operation, output, requestId) =>
    jsonReply(200, requestId, encodeJson(outputOf(operation), output) ?? {}),

  encodeFault: (service, fault, requestId) => {
    const value = { __type: faultShape(service, fault.code), message: fault.message };
    const reply = jsonReply(fault.httpStatus, requestId, value);
    return { ...reply, headers: { ...reply.headers, ...compatibleHeader(service, fault) } };
  },
};

function decodeBody(operation: OperationSchema, request: WireRequest): object {
  const schema = inputOf(operation);
  const input = (decodeJson(schema, parse(bodyText(request))) ?? {}) as Record<string, unknown>;
  if (schema.isUnitSchema()) return {};
  const missing = requiredMembers(schema).find((name) => input[name] === undefined);
  if (missing === undefined) return input;
  throw new PracticeError(
    "ValidationException",
    `Value null at '${missing}' failed: Member must not be null`,
  );
}

function parse(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new PracticeError("SerializationException", "The request's body is not JSON.");
  }
}

function jsonReply(status: number, requestId: string, value: unknown): WireReply {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId };
  return { status, headers, body: JSON.stringify(value) };
}
