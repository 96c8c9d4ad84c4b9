/**
 * How requests leave. A practice connection has no way to a network: it is only ever built on the practice handler,
 * with an address that can't exist and keys that open nothing, and anything else is a `practice-escape`.
 */
import type { Connection } from "../../../shared/model/connection.ts";
import { BennuError } from "../../../shared/errors.ts";
import type { AwsService } from "./budgets.ts";

/** Whatever the practice cloud's wire gives for a handler: it posts requests to the practice world. */
export interface PracticeHandler {
  readonly metadata?: { readonly handlerProtocol: string };
  handle(request: never, options?: never): Promise<{ response: object }>;
}

/** By service; null: AWS's own. */
export type Endpoints = Readonly<Record<AwsService, string | null>>;

export const sameEndpoint = (endpoint: string | null): Endpoints => ({
  ec2: endpoint,
  autoscaling: endpoint,
  elasticloadbalancing: endpoint,
  cloudwatch: endpoint,
  servicequotas: endpoint,
  s3: endpoint,
  ssm: endpoint,
  sts: endpoint,
});

export type Transport =
  | { readonly kind: "network"; readonly endpoints: Endpoints }
  | { readonly kind: "practice"; readonly requestHandler: PracticeHandler };

/** `.invalid` never resolves (RFC 2606). */
export const PRACTICE_ENDPOINT = "https://practice.invalid";

/** How the practice handler is known, and how no network handler is. */
const PRACTICE_PROTOCOL = "practice";

export function assertNoEscape(connection: Connection, transport: Transport): void {
  if (connection.kind === "aws" && transport.kind === "network") return;
  if (connection.kind === "aws")
    throw escape("a connection to AWS was given the practice cloud's handler");
  if (transport.kind === "network") throw escape("it was given the network");
  if (connection.endpoint !== null) throw escape("it was given an endpoint");
  if (connection.profile !== null) throw escape("it was given a profile with real credentials");
  if (transport.requestHandler.metadata?.handlerProtocol !== PRACTICE_PROTOCOL) {
    throw escape("its request handler isn't the practice cloud's");
  }
}

interface Built {
  readonly requestHandler: unknown;
  readonly endpoint?: (() => Promise<{ readonly hostname: string }>) | undefined;
}

/** Once more on what the SDK made of it, in case a later version changes how it takes its settings. */
export async function assertBuiltForPractice(
  built: Built,
  handler: PracticeHandler,
): Promise<void> {
  if (built.requestHandler !== handler)
    throw escape("the SDK put another request handler in its place");
  const host = built.endpoint ? (await built.endpoint()).hostname : "AWS";
  if (host !== new URL(PRACTICE_ENDPOINT).hostname) throw escape(`it would have called ${host}`);
}

export const escape = (how: string) =>
  new BennuError({
    code: "practice-escape",
    message: `The practice connection was stopped before it could reach real servers: ${how}. Nothing was sent. This is a defect of Bennu: please report it.`,
  });
