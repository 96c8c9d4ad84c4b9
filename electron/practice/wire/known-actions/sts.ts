/** Every action of the service that AWS has, by name alone; a test holds the list against the SDK client. */
import { wordSet } from "./word-set.ts";

export const STS_ACTIONS = wordSet(`
  AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot DecodeAuthorizationMessage
  GetAccessKeyInfo GetCallerIdentity GetDelegatedAccessToken GetFederationToken GetSessionToken
  GetWebIdentityToken
`);
