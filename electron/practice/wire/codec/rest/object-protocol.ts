/** AWS REST XML as S3 speaks it: the action is the method and the address, errors are a bare `<Error>`. */
import { PracticeError } from "../../../world/kernel/practice-error.ts";
import type { AwsFault } from "../../fault.ts";
import type { WireReply } from "../../messages.ts";
import type { Protocol } from "../protocol.ts";
import { inputOf, outputOf } from "../schema.ts";
import { escapeXml } from "../xml-escape.ts";
import { addressOf, objectActionOf } from "./object-address.ts";
import { decodeRest } from "./rest-input.ts";
import { encodeRest } from "./rest-output.ts";

/** What S3 tells of an error beside its code: which bucket, which key, where to look instead. */
export class ObjectError extends PracticeError {
  readonly elements: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    words: readonly [code: string, status: number, message: string],
    elements: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    const [code, status, message] = words;
    super(code, message, status);
    this.elements = elements;
    this.headers = headers;
  }
}

export const objectProtocol: Protocol = {
  actionOf: objectActionOf,

  unknownAction: (_service, action) =>
    new PracticeError(
      "NotImplemented",
      `A header or query you provided implies functionality that is not implemented: the practice cloud does not simulate s3:${action}.`,
      501,
    ),

  decode: (operation, request) => decodeRest(inputOf(operation), request, addressOf(request)),

  encode(service, operation, output, requestId) {
    const schema = outputOf(operation);
    const { headers, ...content } = encodeRest(schema, output, service.xmlNamespace);
    const type = content.body === "" ? {} : { "content-type": "application/xml" };
    const status = statusOf(operation[3]);
    return { status, headers: { ...type, ...headers, ...idHeaders(requestId) }, ...content };
  },

  encodeFault: (_service, fault, requestId) => {
    const headers = fault instanceof ObjectError ? fault.headers : {};
    return {
      status: fault.httpStatus,
      headers: { "content-type": "application/xml", ...headers, ...idHeaders(requestId) },
      body: faultXml(fault, requestId),
    } satisfies WireReply;
  },
};

/** Of the operation's traits: `http` is method, address, status; a part of an object is told by its own member. */
function statusOf(traits: unknown): number {
  const { http } = (traits ?? {}) as { readonly http?: readonly [string, string, number] };
  return http?.[2] ?? 200;
}

const idHeaders = (requestId: string) => ({
  "x-amz-request-id": requestId.replaceAll("-", "").slice(0, 16).toUpperCase(),
  "x-amz-id-2": Buffer.from(requestId.repeat(2)).toString("base64"),
  server: "AmazonS3",
});

function faultXml(fault: AwsFault, requestId: string): string {
  const ids = idHeaders(requestId);
  const elements = {
    Code: fault.code,
    Message: fault.message,
    ...(fault instanceof ObjectError ? fault.elements : {}),
    RequestId: ids["x-amz-request-id"],
    HostId: ids["x-amz-id-2"],
  };
  const content = Object.entries(elements).map(
    ([tag, text]) => `<${tag}>${escapeXml(text)}</${tag}>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${content.join("")}</Error>`;
}
