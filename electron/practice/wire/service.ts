/**
 * A service as the wire knows it: which protocol it speaks, which of AWS's actions are simulated,
 * and who is calling. `Call` is whatever the world's handlers take as their context.
 */
import type { OperationSchema } from "./codec/schema.ts";

export type ProtocolName = "ec2-query" | "query" | "json" | "cbor" | "rest-xml";

export interface WireAction<Call> {
  readonly schema: OperationSchema;
  handle(input: never, call: Call): object | void;
}

export interface WireService<Call> {
  /** AWS's signing name, e.g. `autoscaling`: it is in every signature and finds the service. */
  readonly name: string;
  readonly protocol: ProtocolName;
  /** What other clients of it speak; which one a request is in can be seen by its headers. */
  readonly alsoSpeaks?: readonly ProtocolName[];
  readonly faultShapes?: Readonly<Record<string, string>>;
  readonly apiVersion: string;
  readonly xmlNamespace: string;
  /** Of AWS JSON services: what stands before the dot of X-Amz-Target. */
  readonly targetPrefix: string;
  /** By the action's name. */
  readonly actions: Readonly<Record<string, WireAction<Call>>>;
  /** All actions that AWS has: a known one that isn't simulated is refused by its name. */
  readonly knownActions: ReadonlySet<string>;
}

/** Who signed a request. */
export interface Principal {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
}

export interface Caller {
  readonly principal: Principal;
  readonly accessKeyId: string;
  readonly region: string;
  readonly requestId: string;
  /** The wall clock's time, in which signatures and session credentials live. */
  readonly wallMs: number;
}

export interface AccessKey {
  readonly secretAccessKey: string;
  readonly principal: Principal;
  /** Null for a user's own long-term keys. */
  readonly session: { readonly token: string; readonly expiresAtWallMs: number } | null;
}

export interface AccessKeys {
  find(accessKeyId: string): AccessKey | undefined;
}

const READING = /^(Describe|Get|Head|List|Search|Lookup)/;

/** AWS names its reading actions so without exception in the services that are simulated. */
export const isMutating = (action: string): boolean => !READING.test(action);

export type OperationSchemas<Operations> = Readonly<Record<keyof Operations, OperationSchema>>;

type Handler<Call> = (input: never, call: Call) => object | void;

/** Joins handlers and schemas; the types see to it that both name the same actions. */
export function wireActions<Call, Name extends string>(
  operations: Readonly<Record<Name, Handler<Call>>>,
  schemas: Readonly<Record<Name, OperationSchema>>,
): Readonly<Record<string, WireAction<Call>>> {
  const names = Object.keys(operations) as Name[];
  return Object.fromEntries(
    names.map((name) => [name, { schema: schemas[name], handle: operations[name] }]),
  );
}
