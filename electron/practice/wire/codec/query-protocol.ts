/** The AWS query protocol: Auto Scaling, Elastic Load Balancing, STS. */
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { AwsFault } from "../fault.ts";
import type { WireReply } from "../messages.ts";
import type { Protocol, ServiceFacts } from "./protocol.ts";
import { queryForm, queryParameters } from "./query-form.ts";
import { decodeInput } from "./query-input.ts";
import type { QueryDialect } from "./query-input.ts";
import { inputOf, nameOf, outputOf } from "./schema.ts";
import { escapeXml } from "./xml-escape.ts";
import { encodeOutput } from "./xml-output.ts";

const dialect: QueryDialect = {
  ec2: false,
  invalid: (message) => new PracticeError("ValidationError", message),
  missing: (path) => new PracticeError("ValidationError", nullMember(path)),
  unknown: null,
};

function nullMember(path: string): string {
  const member = path.charAt(0).toLowerCase() + path.slice(1);
  const constraint = "failed to satisfy constraint: Member must not be null";
  return `1 validation error detected: Value null at '${member}' ${constraint}`;
}

export const queryProtocol: Protocol = {
  actionOf: (request) => queryParameters(request).get("Action") ?? "",

  unknownAction: (service, action) =>
    new PracticeError(
      "InvalidAction",
      `Could not find operation ${action} for version ${service.apiVersion}`,
    ),

  decode: (operation, request) => decodeInput(inputOf(operation), queryForm(request), dialect),

  encode(service, operation, output, requestId) {
    const schema = outputOf(operation);
    const name = nameOf(operation);
    const content = encodeOutput(schema, output);
    const result = schema.isUnitSchema() ? "" : `<${name}Result>${content}</${name}Result>`;
    const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
    const body = `<${name}Response xmlns="${service.xmlNamespace}">${result}${metadata}</${name}Response>`;
    return xmlReply(200, requestId, body);
  },

  encodeFault: (service, fault, requestId) =>
    xmlReply(fault.httpStatus, requestId, faultXml(service, fault, requestId)),
};

function faultXml(service: ServiceFacts | null, fault: AwsFault, requestId: string): string {
  const type = `<Type>${fault.httpStatus < 500 ? "Sender" : "Receiver"}</Type>`;
  const code = `<Code>${escapeXml(fault.code)}</Code>`;
  const message = `<Message>${escapeXml(fault.message)}</Message>`;
  const error = `<Error>${type}${code}${message}</Error>`;
  const namespace = service ? ` xmlns="${service.xmlNamespace}"` : "";
  return `<ErrorResponse${namespace}>${error}<RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function xmlReply(status: number, requestId: string, body: string): WireReply {
  return { status, headers: { "content-type": "text/xml", "x-amzn-requestid": requestId }, body };
}
