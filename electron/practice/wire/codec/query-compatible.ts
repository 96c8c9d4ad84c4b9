/**
 * Services that spoke AWS query once and speak JSON or CBOR now: a fault's body names its shape, and a header keeps
 * the code of old, which clients go on showing.
 */
import type { AwsFault } from "../fault.ts";
import type { ServiceFacts } from "./protocol.ts";

export const faultShape = (service: ServiceFacts | null, code: string): string =>
  service?.faultShapes?.[code] ?? code;

export function compatibleHeader(
  service: ServiceFacts | null,
  { code, httpStatus }: AwsFault,
): Readonly<Record<string, string>> {
  if (!service?.faultShapes) return {};
  return { "x-amzn-query-error": `${code};${httpStatus < 500 ? "Sender" : "Receiver"}` };
}
