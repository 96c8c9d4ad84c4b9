/** All drift rules over one fleet. */
import type { Finding } from "../model/fleet.ts";
import { checkedServers, type DriftCase, type DriftRule } from "./drift-case.ts";
import { leftProtected } from "./left-protected.ts";
import { leftSuspended } from "./left-suspended.ts";
import { otherImage } from "./other-image.ts";
import { otherInstanceProfile } from "./other-instance-profile.ts";
import { otherSecurityGroups } from "./other-security-groups.ts";
import { otherTemplateVersion } from "./other-template-version.ts";
import { staleClaim } from "./stale-claim.ts";
import { tooOld } from "./too-old.ts";
import { twoLiveGenerations } from "./two-live-generations.ts";

const rules: readonly DriftRule[] = [
  twoLiveGenerations,
  staleClaim,
  leftSuspended,
  leftProtected,
  otherImage,
  otherTemplateVersion,
  otherSecurityGroups,
  otherInstanceProfile,
  tooOld,
];

export function findDrift(about: Omit<DriftCase, "servers">): Finding[] {
  const drift = { ...about, servers: checkedServers(about) };
  return rules.flatMap((rule) => rule(drift));
}
