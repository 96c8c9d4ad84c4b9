/** All drift rules over one fleet. */
import type { Finding } from "../model/fleet.ts";
import { checkedServers, type DriftCase, type DriftRule } from "./drift-case.ts";
import { leftProtected } from "./left/left-protected.ts";
import { leftRising } from "./left/left-rising.ts";
import { leftSizes } from "./left/left-sizes.ts";
import { leftSuspended } from "./left/left-suspended.ts";
import { notRolledOut } from "./left/not-rolled-out.ts";
import { pastWarm } from "./left/past-warm.ts";
import { staleClaim } from "./left/stale-claim.ts";
import { twoLiveGenerations } from "./left/two-live-generations.ts";
import { imageGone } from "./servers/image-gone.ts";
import { otherImage } from "./servers/other-image.ts";
import { otherInstanceProfile } from "./servers/other-instance-profile.ts";
import { otherSecurityGroups } from "./servers/other-security-groups.ts";
import { otherTemplateVersion } from "./servers/other-template-version.ts";
import { tooOld } from "./servers/too-old.ts";

const rules: readonly DriftRule[] = [
  twoLiveGenerations,
  leftRising,
  staleClaim,
  leftSizes,
  leftSuspended,
  leftProtected,
  pastWarm,
  notRolledOut,
  imageGone,
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
