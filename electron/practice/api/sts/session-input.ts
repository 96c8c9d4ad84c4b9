/** What AssumeRole and GetSessionToken check alike, and what both answer with. */
import type { Credentials } from "@aws-sdk/client-sts";
import { PracticeError } from "../../world/kernel/practice-error.ts";
import type { Session } from "../../world/sts/sessions.ts";

const LEAST_SECONDS = 900;

export const validationError = (message: string) => new PracticeError("ValidationError", message);

export function checkedSeconds(asked: number | undefined, most: number, unless: number): number {
  const seconds = asked ?? unless;
  if (seconds >= LEAST_SECONDS && seconds <= most) return seconds;
  const bound =
    seconds > most ? `less than or equal to ${most}` : `greater than or equal to ${LEAST_SECONDS}`;
  throw constraint(String(seconds), "durationSeconds", `Member must have value ${bound}`);
}

export function checkedName(name: string, member: string): string {
  if (name.length < 2)
    throw constraint(name, member, "Member must have length greater than or equal to 2");
  if (name.length > 64)
    throw constraint(name, member, "Member must have length less than or equal to 64");
  if (/^[\w+=,.@-]*$/.test(name)) return name;
  throw constraint(name, member, "Member must satisfy regular expression pattern: [\\w+=,.@-]*");
}

const constraint = (value: string, member: string, words: string) =>
  validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${words}`,
  );

export const credentialsOf = ({ accessKeyId, secretAccessKey, session }: Session): Credentials => ({
  AccessKeyId: accessKeyId,
  SecretAccessKey: secretAccessKey,
  SessionToken: session.token,
  Expiration: new Date(session.expiresAtWallMs),
});
