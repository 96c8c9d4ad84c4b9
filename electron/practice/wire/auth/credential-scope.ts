/** The readable part of a signature: whose key, which day, region and service, and which headers it covers. */
import type { WireRequest } from "../messages.ts";

export interface SignedScope {
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const CREDENTIAL = /Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/;

export function readScope(request: WireRequest): SignedScope | null {
  const header = request.headers["authorization"] ?? "";
  const credential = CREDENTIAL.exec(header);
  const signedHeaders = /SignedHeaders=([^,\s]+)/.exec(header)?.[1];
  const signature = /Signature=([0-9a-f]+)/.exec(header)?.[1];
  if (!credential || !signedHeaders || !signature) return null;
  const [, accessKeyId = "", day = "", region = "", service = ""] = credential;
  return { accessKeyId, day, region, service, signedHeaders: signedHeaders.split(";"), signature };
}
