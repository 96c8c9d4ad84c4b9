import { defaultRetentionRules, type RetentionRules } from "../../../../shared/model/retention.ts";

/** Everything that isn't newest, used or someone else's goes. */
export const strictRules = (first: RetentionRules["first"]): RetentionRules => ({
  ...defaultRetentionRules,
  keepNewest: 1,
  keepDays: 0,
  failedDays: 0,
  templateDepth: 1,
  launchedDays: 0,
  graceDays: 1,
  first,
});
