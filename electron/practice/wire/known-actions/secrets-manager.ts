/** All actions of Secrets Manager: one that AWS has and the practice cloud has not is refused by its name. */
import { wordSet } from "./word-set.ts";

export const SECRET_ACTIONS = wordSet(`
  BatchGetSecretValue CancelRotateSecret CreateSecret DeleteResourcePolicy DeleteSecret
  DescribeSecret GetRandomPassword GetResourcePolicy GetSecretValue ListSecretVersionIds ListSecrets
  PutResourcePolicy PutSecretValue RemoveRegionsFromReplication ReplicateSecretToRegions
  RestoreSecret RotateSecret StopReplicationToReplica TagResource UntagResource UpdateSecret
  UpdateSecretVersionStage ValidateResourcePolicy
`);
