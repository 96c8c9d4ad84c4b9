import type { GroupFact, MemberFact } from "../../../shared/model/facts.ts";
import {
  serverId,
  templateId,
  type GroupName,
  type TargetGroupArn,
} from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";

export const aMember = (
  id: string,
  lifecycleState: string,
  healthStatus: string,
  version = "1",
): MemberFact => ({
  serverId: serverId(id),
  zone: "eu-west-1a",
  instanceType: null,
  lifecycleState,
  healthStatus,
  template: { id: templateId("lt-1"), name: null, version },
  protectedFromScaleIn: false,
});

/** Only what slots are told from. */
export function aGroup(
  name: GroupName,
  members: readonly MemberFact[],
  { arns, kept }: { readonly arns: readonly TargetGroupArn[]; readonly kept: boolean },
): GroupFact {
  const tags = kept ? [{ key: TAG.warmUntil, value: "2026", propagateAtLaunch: false }] : [];
  return { name, members, tags, settings: { targetGroupArns: arns } } as unknown as GroupFact;
}
