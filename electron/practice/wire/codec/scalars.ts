/** Single values of a query request: text to typed value. A value of the wrong type is the caller's fault. */
import type { Schema } from "./schema.ts";

/** Makes the error that the service's protocol uses for a value it can't read. */
export type Complain = (message: string) => Error;

export function decodeScalar(schema: Schema, text: string, path: string, complain: Complain) {
  if (schema.isBooleanSchema()) return decodeBoolean(text, path, complain);
  if (schema.isNumericSchema()) return decodeNumber(text, path, complain);
  if (schema.isBigIntegerSchema()) return decodeBigInteger(text, path, complain);
  if (schema.isTimestampSchema()) return decodeTimestamp(text, path, complain);
  if (schema.isBlobSchema()) return new Uint8Array(Buffer.from(text, "base64"));
  return text;
}

function decodeBoolean(text: string, path: string, complain: Complain): boolean {
  const word = text.toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  throw complain(`Invalid value '${text}' for ${path}. Valid values are: true, false.`);
}

function decodeNumber(text: string, path: string, complain: Complain): number {
  const value = Number(text);
  if (text.trim() !== "" && !Number.isNaN(value)) return value;
  throw complain(`Invalid value '${text}' for ${path}. It must be a number.`);
}

function decodeBigInteger(text: string, path: string, complain: Complain): bigint {
  if (/^-?\d+$/.test(text)) return BigInt(text);
  throw complain(`Invalid value '${text}' for ${path}. It must be an integer.`);
}

/** Query requests carry ISO 8601; seconds since the epoch are read as well, as AWS does. */
function decodeTimestamp(text: string, path: string, complain: Complain): Date {
  const isSeconds = /^-?\d+(\.\d+)?$/.test(text);
  const value = isSeconds ? new Date(Math.round(Number(text) * 1000)) : new Date(text);
  if (!Number.isNaN(value.getTime())) return value;
  throw complain(`Invalid value '${text}' for ${path}. It must be a timestamp.`);
}
