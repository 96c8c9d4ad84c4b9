/** Credentials in memory, for as long as they are valid. Ours, so that no SDK type leaves this folder. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
  readonly expiresAtMs: number | null;
}

export type CredentialSource = () => Promise<Credentials>;

const RENEW_BEFORE_MS = 5 * 60_000;

/** Asks once for all clients and again shortly before they expire, so that an MFA code is asked for once. */
export function remembered(source: CredentialSource, nowMs: () => number): CredentialSource {
  let held: Promise<Credentials> | null = null;
  return async () => {
    const known = held ? await held : null;
    if (known && (known.expiresAtMs === null || known.expiresAtMs - RENEW_BEFORE_MS > nowMs()))
      return known;
    const asked = source();
    held = asked;
    asked.catch(() => {
      if (held === asked) held = null;
    });
    return asked;
  };
}

export function toSdkProvider(source: CredentialSource) {
  return async () => {
    const { accessKeyId, secretAccessKey, sessionToken, expiresAtMs } = await source();
    return {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === null ? {} : { sessionToken }),
      ...(expiresAtMs === null ? {} : { expiration: new Date(expiresAtMs) }),
    };
  };
}
