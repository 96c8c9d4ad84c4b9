/**
 * Credentials of a profile, had as the AWS command line has them: keys, roles, SSO, processes, web identity.
 * They stay in memory. An MFA code is asked for through the port and forgotten.
 */
import { fromIni } from "@aws-sdk/credential-providers";
import type { Connection } from "../../../shared/model/connection.ts";
import { translateError } from "../translate-error.ts";
import { remembered, type CredentialSource } from "./credential-source.ts";
import type { AwsFiles } from "./profiles.ts";

/** Asks a person for the code of this MFA device. Rejects if none can be asked. */
export type AskMfa = (mfaSerial: string) => Promise<string>;

export interface ProfileParts {
  readonly connection: Connection;
  readonly files: AwsFiles;
  /** Where roles are assumed, if not at AWS itself. */
  readonly stsEndpoint: string | null;
  readonly askMfa: AskMfa | null;
  readonly nowMs: () => number;
}

export function profileCredentials(parts: ProfileParts): CredentialSource {
  return remembered(() => readProfile(parts), parts.nowMs);
}

async function readProfile({ connection, files, stsEndpoint, askMfa }: ProfileParts) {
  const { region } = connection;
  const provider = fromIni({
    profile: connection.profile ?? "default",
    configFilepath: files.configFile,
    filepath: files.credentialsFile,
    ignoreCache: true,
    clientConfig: { region, ...(stsEndpoint === null ? {} : { endpoint: stsEndpoint }) },
    ...(askMfa ? { mfaCodeProvider: askMfa } : {}),
  });
  try {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await provider();
    return {
      accessKeyId,
      secretAccessKey,
      sessionToken: sessionToken ?? null,
      expiresAtMs: expiration?.getTime() ?? null,
    };
  } catch (error) {
    throw translateError(error, { service: "sts", operation: "GetCredentials", changes: false });
  }
}
