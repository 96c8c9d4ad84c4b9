/**
 * Smithy's RPC v2 with CBOR, which the aws command line speaks with CloudWatch: the action is in the path, input
 * and output are CBOR of the operation's own schemas.
 */
import { cbor, CborCodec } from "@smithy/core/cbor";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { WireReply, WireRequest } from "../messages.ts";
import type { Protocol } from "./protocol.ts";
import { compatibleHeader, faultShape } from "./query-compatible.ts";
import { inputOf, outputOf, requiredMembers } from "./schema.ts";
import type { OperationSchema, Schema } from "./schema.ts";

const PATH = /^\/service\/([^/]+)\/operation\/([^/]+)$/;

const codec = new CborCodec();

export const cborTarget = (request: WireRequest): string | null =>
  PATH.exec(request.path)?.[1] ?? null;

export const cborProtocol: Protocol = {
  actionOf: (request) => PATH.exec(request.path)?.[2] ?? "",

  unknownAction: (_service, action) =>
    new PracticeError("UnknownOperationException", `The operation ${action} is not known.`, 404),

  decode: decodeBody,

  encode: (_service, operation, output, requestId) =>
    cborReply(200, requestId, encode(outputOf(operation), output)),

  encodeFault: (service, fault, requestId) => {
    const value = { __type: faultShape(service, fault.code), message: fault.message };
    const reply = cborReply(fault.httpStatus, requestId, cbor.serialize(value));
    return { ...reply, headers: { ...reply.headers, ...compatibleHeader(service, fault) } };
  },
};

function decodeBody(operation: OperationSchema, request: WireRequest): object {
  const schema = inputOf(operation);
  const body = typeof request.body === "string" ? Buffer.from(request.body) : request.body;
  if (schema.isUnitSchema() || body.length === 0) return {};
  const input = read(schema, body) as Record<string, unknown>;
  const missing = requiredMembers(schema).find((name) => input[name] === undefined);
  if (missing === undefined) return input;
  throw missingMember(missing);
}

export const missingMember = (name: string) =>
  new PracticeError("MissingParameter", `The request must contain the parameter ${name}.`);

function read(schema: Schema, body: Uint8Array): unknown {
  try {
    return codec.createDeserializer().read(schema, new Uint8Array(body)) ?? {};
  } catch {
    throw new PracticeError("SerializationException", "The request's body is not CBOR.");
  }
}

/** Copied: the encoder's buffer is used again. */
function encode(schema: Schema, output: object): Uint8Array {
  if (schema.isUnitSchema()) return cbor.serialize({});
  const serializer = codec.createSerializer();
  serializer.write(schema, output);
  return new Uint8Array(serializer.flush());
}

function cborReply(status: number, requestId: string, bytes: Uint8Array): WireReply {
  const headers = {
    "content-type": "application/cbor",
    "smithy-protocol": "rpc-v2-cbor",
    "x-amzn-requestid": requestId,
  };
  return { status, headers, body: "", bytes: new Uint8Array(bytes) };
}
