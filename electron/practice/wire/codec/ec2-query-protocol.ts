/** EC2's dialect of the query protocol. */
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { AwsFault } from "../fault.ts";
import type { WireReply } from "../messages.ts";
import type { Protocol } from "./protocol.ts";
import { queryForm, queryParameters } from "./query-form.ts";
import { decodeInput } from "./query-input.ts";
import type { QueryDialect } from "./query-input.ts";
import { inputOf, nameOf, outputOf } from "./schema.ts";
import { escapeXml } from "./xml-escape.ts";
import { encodeOutput } from "./xml-output.ts";

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n';

const dialect: QueryDialect = {
  ec2: true,
  invalid: (message) => new PracticeError("InvalidParameterValue", message),
  missing: (path) =>
    new PracticeError("MissingParameter", `The request must contain the parameter ${path}`),
  unknown: (path) =>
    new PracticeError("UnknownParameter", `The parameter ${path} is not recognized`),
};

export const ec2QueryProtocol: Protocol = {
  actionOf: (request) => queryParameters(request).get("Action") ?? "",

  unknownAction: (_service, action) =>
    new PracticeError("InvalidAction", `The action ${action} is not valid for this web service.`),

  decode: (operation, request) => decodeInput(inputOf(operation), queryForm(request), dialect),

  encode(service, operation, output, requestId) {
    const schema = outputOf(operation);
    const content = schema.isUnitSchema() ? "<return>true</return>" : encodeOutput(schema, output);
    const tag = `${nameOf(operation)}Response`;
    const id = `<requestId>${requestId}</requestId>`;
    return xmlReply(
      200,
      requestId,
      `<${tag} xmlns="${service.xmlNamespace}/">${id}${content}</${tag}>`,
    );
  },

  encodeFault: (_service, fault, requestId) =>
    xmlReply(fault.httpStatus, requestId, faultXml(fault, requestId)),
};

function faultXml(fault: AwsFault, requestId: string): string {
  const code = `<Code>${escapeXml(fault.code)}</Code>`;
  const message = `<Message>${escapeXml(fault.message)}</Message>`;
  const errors = `<Errors><Error>${code}${message}</Error></Errors>`;
  return `<Response>${errors}<RequestID>${requestId}</RequestID></Response>`;
}

function xmlReply(status: number, requestId: string, xml: string): WireReply {
  const headers = { "content-type": "text/xml;charset=UTF-8", "x-amzn-requestid": requestId };
  return { status, headers, body: PROLOGUE + xml };
}
