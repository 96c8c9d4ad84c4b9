import type { Connection } from "../../../shared/model/connection.ts";

/** Nobody signs in to the practice cloud: there a fault was thrown, and is taken away. */
export function curedFor(connection: Connection | undefined, text: string): string {
  if (connection?.kind !== "practice") return text;
  return text.replace(
    /Sign in again \([^)]*\), then try again\.?|Run `aws sso login`[^.]*\./,
    "This is practice: take the fault away on the Practice screen.",
  );
}
