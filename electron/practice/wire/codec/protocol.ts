/** What differs between AWS's protocols: where the action's name is, how input, output and faults are written. */
import type { AwsFault } from "../fault.ts";
import type { PracticeError } from "../../world/kernel/practice-error.ts";
import type { WireReply, WireRequest } from "../messages.ts";
import type { OperationSchema } from "./schema.ts";

export interface ServiceFacts {
  readonly name: string;
  readonly apiVersion: string;
  readonly xmlNamespace: string;
  /** Of a service that spoke AWS query once: the shape of each of its faults, by the code of old. */
  readonly faultShapes?: Readonly<Record<string, string>>;
}

export interface Protocol {
  actionOf(request: WireRequest): string;
  unknownAction(service: ServiceFacts, action: string): PracticeError;
  decode(operation: OperationSchema, request: WireRequest): object;
  encode(
    service: ServiceFacts,
    operation: OperationSchema,
    output: object,
    requestId: string,
  ): WireReply;
  encodeFault(service: ServiceFacts | null, fault: AwsFault, requestId: string): WireReply;
}
