/** Who may call a practice cloud: the operator of each account, its users, and the sessions that STS gave out. */
import { accountsOf, identityOf } from "./world/iam/accounts.ts";
import { findUserKey } from "./world/iam/users.ts";
import { findSession } from "./world/sts/sessions.ts";
import type { World } from "./world/kernel/world.ts";
import type { AccessKey, AccessKeys, Principal } from "./wire/service.ts";

/** Nothing is protected by it: the practice cloud is a simulation. It only has to be known to both sides. */
export const PRACTICE_CREDENTIALS = {
  accessKeyId: "AKIAPRACTICECLOUD001",
  secretAccessKey: "practice-cloud-secret-that-protects-nothing",
} as const;

/** Of the operator of the account at that place among the cloud's: the first has the well-known keys. */
export function operatorCredentials(index: number) {
  if (index === 0) return PRACTICE_CREDENTIALS;
  const number = String(index + 1).padStart(3, "0");
  return {
    accessKeyId: `AKIAPRACTICECLOUD${number}`,
    secretAccessKey: `${PRACTICE_CREDENTIALS.secretAccessKey}-${number}`,
  };
}

export function practiceOperator({ accountId }: Pick<World, "accountId">): Principal {
  return {
    accountId,
    arn: `arn:aws:iam::${accountId}:user/practice-operator`,
    userId: "AIDAPRACTICEOPERATOR",
  };
}

/** Looks into the world that `current` gives, so that a reset is seen. */
export function practiceKeys(current: () => World): AccessKeys {
  return {
    find(accessKeyId) {
      const world = current();
      for (const [index, accountId] of accountsOf(world).entries()) {
        const { secretAccessKey, ...own } = operatorCredentials(index);
        if (own.accessKeyId === accessKeyId) return operatorKey(accountId, secretAccessKey);
        const identity = identityOf(world, accountId);
        const found =
          identity && (findSession(identity, accessKeyId) ?? findUserKey(identity, accessKeyId));
        if (found) return found;
      }
      return undefined;
    },
  };
}

const operatorKey = (accountId: string, secretAccessKey: string): AccessKey => ({
  secretAccessKey,
  principal: practiceOperator({ accountId }),
  session: null,
});
