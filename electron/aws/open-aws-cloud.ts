/** What a connection to AWS needs from the user's files, read afresh each time it is opened. */
import type { Connection } from "../../shared/model/connection.ts";
import type { CredentialSource } from "./credentials/credential-source.ts";
import { profileCredentials, type AskMfa } from "./credentials/profile-credentials.ts";
import { endpointsOf, type AwsFiles } from "./credentials/profiles.ts";
import type { Endpoints } from "./sending/transport.ts";

export interface AwsAccess {
  readonly endpoints: Endpoints;
  readonly credentials: CredentialSource;
}

/** Throws `profile-unreadable`. Credentials are only asked for when a call needs them. */
export async function accessAws(
  connection: Connection,
  files: AwsFiles,
  askMfa: AskMfa | null,
  nowMs: () => number,
): Promise<AwsAccess> {
  const endpoints = await endpointsOf(connection, files);
  const credentials = profileCredentials({
    connection,
    files,
    stsEndpoint: endpoints.sts,
    askMfa,
    nowMs,
  });
  return { endpoints, credentials };
}
