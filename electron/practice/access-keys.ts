/** Who may call a practice region: its one operator, and the sessions that STS gave out. */
import type { World } from "./world/kernel/world.ts";
import type { AccessKey, AccessKeys, Principal } from "./wire/service.ts";
import { findSession } from "./world/sts/sessions.ts";

/** Nothing is protected by it: the practice cloud is a simulation. It only has to be known to both sides. */
export const PRACTICE_CREDENTIALS = {
  accessKeyId: "AKIAPRACTICECLOUD001",
  secretAccessKey: "practice-cloud-secret-that-protects-nothing",
} as const;

export function practiceOperator(world: World): Principal {
  return {
    accountId: world.accountId,
    arn: `arn:aws:iam::${world.accountId}:user/practice-operator`,
    userId: "AIDAPRACTICEOPERATOR",
  };
}

/** Looks into the world that `current` gives, so that a reset is seen. */
export function practiceKeys(current: () => World): AccessKeys {
  return {
    find(accessKeyId) {
      if (accessKeyId === PRACTICE_CREDENTIALS.accessKeyId) return operatorKey(current());
      return findSession(current(), accessKeyId);
    },
  };
}

const operatorKey = (world: World): AccessKey => ({
  secretAccessKey: PRACTICE_CREDENTIALS.secretAccessKey,
  principal: practiceOperator(world),
  session: null,
});
