/** A request handler that answers what a test says, and keeps what it was asked. It stands where the practice cloud's stands. */
import { HttpResponse } from "@smithy/core/protocols";
import { makeCloud } from "../../../electron/aws/make-cloud.ts";
import type { Budgets } from "../../../electron/aws/sending/budgets.ts";
import type { Monotonic } from "../../../electron/aws/sending/monotonic.ts";
import { realClock } from "../../../electron/aws/real-clock.ts";
import type { Connection } from "../../../shared/model/connection.ts";
import { connectionId } from "../../../shared/model/ids.ts";

export interface Asked {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export type Answer = { readonly status?: number; readonly body: string } | Error;

interface CannedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string | Uint8Array;
  readonly hostname: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function cannedHandler(answer: (asked: Asked, index: number) => Answer) {
  const asked: Asked[] = [];
  return {
    asked,
    metadata: { handlerProtocol: "practice" },
    handle: async (request: CannedRequest) => {
      const fields = Object.fromEntries(new URLSearchParams(textOf(request.body)));
      const target = request.headers["x-amz-target"];
      const isObject = /\/s3\/aws4_request/.test(request.headers["authorization"] ?? "");
      const one = isObject
        ? { action: objectAction(request), fields: { path: request.path } }
        : { action: target?.split(".")[1] ?? fields["Action"] ?? "", fields };
      asked.push(one);
      const given = answer(one, asked.length - 1);
      if (given instanceof Error) throw given;
      if (isObject) return { response: objectResponse(given) };
      return { response: target === undefined ? responseOf(given) : jsonResponse() };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

const responseOf = ({ status = 200, body }: { readonly status?: number; readonly body: string }) =>
  new HttpResponse({
    statusCode: status,
    headers: { "content-type": "text/xml", "x-amzn-requestid": "req-1" },
    body: new Uint8Array(Buffer.from(body)),
  });

/** S3's actions are the address and the method. */
function objectAction({ method, path }: CannedRequest): string {
  const [, , key = ""] = path.split("/");
  const named: Readonly<Record<string, string>> = { PUT: "Put", GET: "Get", HEAD: "Head" };
  return `${named[method] ?? "Delete"}${key === "" ? "Bucket" : "Object"}`;
}

const objectResponse = ({
  status = 200,
  body,
}: {
  readonly status?: number;
  readonly body: string;
}) =>
  new HttpResponse({
    statusCode: status,
    headers: { "x-amz-request-id": "req-1" },
    body: new Uint8Array(Buffer.from(status < 300 ? "" : body)),
  });

const textOf = (body: string | Uint8Array) => (typeof body === "string" ? body : "");

const jsonResponse = () =>
  new HttpResponse({
    statusCode: 200,
    headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "req-1" },
    body: new Uint8Array(Buffer.from("{}")),
  });

export const ok = (asked: Asked, inner = ""): Answer => ({
  body: `<?xml version="1.0"?><${asked.action}Response xmlns="urn:any">${inner}</${asked.action}Response>`,
});

export const ec2Error = (code: string, status = 400, message = "Text of AWS."): Answer => ({
  status,
  body: `<?xml version="1.0"?><Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>req-1</RequestID></Response>`,
});

export const queryError = (code: string, status = 400, message = "Text of AWS."): Answer => ({
  status,
  body: `<?xml version="1.0"?><ErrorResponse xmlns="urn:any"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>req-1</RequestId></ErrorResponse>`,
});

export const lost = (code: string): Answer => Object.assign(new Error(`lost: ${code}`), { code });

export function aConnection(over: Partial<Connection> = {}): Connection {
  return {
    id: connectionId("c1"),
    name: "Practice",
    kind: "practice",
    profile: null,
    region: "eu-central-1",
    endpoint: null,
    environment: "practice",
    colour: "blue",
    readOnly: false,
    ...over,
  };
}

/** Sleeping passes the time at once. */
export function eagerTime(): Monotonic & { readonly slept: number[] } {
  let nowMs = 0;
  const slept: number[] = [];
  return {
    slept,
    nowMs: () => nowMs,
    sleep: async (ms) => {
      slept.push(ms);
      nowMs += ms;
    },
  };
}

export function cannedCloud(
  answer: (asked: Asked, index: number) => Answer,
  over: Partial<Connection> = {},
) {
  const handler = cannedHandler(answer);
  const time = eagerTime();
  const cloud = makeCloud({
    connection: aConnection(over),
    clock: realClock,
    random: { next: () => 0.5 },
    credentials: null,
    transport: { kind: "practice", requestHandler: handler },
    time,
    budgets: null satisfies Budgets | null,
  });
  return { cloud, asked: handler.asked, time };
}
