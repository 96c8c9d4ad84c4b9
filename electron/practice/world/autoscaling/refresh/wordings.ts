/** StatusReason in AWS's words where they were recorded or documented, in like words where nobody has told them. */
const waiting = (what: string, example: string) => `${what} For example: ${example}`;

export const REASONS = {
  userRollback: "Rollback triggered due to user request.",
  rollbackInterval: "Waiting for a health check interval to pass before continuing.",
  cancelledAtOnce:
    "Cancelled without waiting for ongoing instance launches and terminations due to user request.",
  cancelled: "Cancelled due to user request.",
  groupDeleted: "Cancelled because the Auto Scaling group was deleted.",
  warmPool: "Waiting for warm pool instances to be replaced before continuing.",
  tooLong: "The instance refresh did not finish within 14 days.",
  blocked: "Instances were not available, or could not be replaced, for an hour.",
} as const;

export const remaining = (example: string) =>
  waiting("Waiting for remaining instances to be available.", example);
export const warmingUp = (id: string) =>
  waiting("Waiting for instances to warm up before continuing.", `${id} is warming up.`);
export const terminating = (id: string) =>
  waiting("Waiting for terminating instances before continuing.", `${id} is terminating.`);

export const noData = (id: string, service: "Amazon EC2" | "Elastic Load Balancing") =>
  `${id} has insufficient data to evaluate its health with ${service}.`;
export const unhealthy = (id: string) => `${id} is unhealthy.`;
export const isProtected = (id: string) =>
  `${id} is protected. Remove instance scale-in protection to continue.`;
export const inStandby = (id: string) => `${id} is in Standby. Return it to service to continue.`;
export const replacingRoot = (id: string) => `${id} is replacing its root volume.`;

export const secondsLeft = (what: "bake time" | "checkpoint delay", ms: number) =>
  `Waiting for ${what} to finish before continuing. There are ${Math.max(0, Math.floor(ms / 1000))} seconds left.`;

export const alarmed = (alarm: string) => `CloudWatch alarm ${alarm} is in ALARM state.`;
export const autoRollback = (why: string) => `Rollback triggered due to a failure. ${why}`;
export const rollbackFailed = (why: string) => `The rollback failed. ${why}`;
