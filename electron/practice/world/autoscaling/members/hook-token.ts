/** The token of a lifecycle action. It follows from what the action is, so that no chance is drawn for it. */
import { createHash } from "node:crypto";
import type { GroupState, MemberState } from "../../kernel/state/autoscaling.ts";

export function actionToken(
  { arn }: GroupState,
  { instanceId }: MemberState,
  { hook, sinceMs }: { readonly hook: string; readonly sinceMs: number },
): string {
  const hex = createHash("sha256").update(`${arn}|${instanceId}|${hook}|${sinceMs}`).digest("hex");
  const cut = (from: number, to: number) => hex.slice(from, to);
  return `${cut(0, 8)}-${cut(8, 12)}-4${cut(13, 16)}-a${cut(17, 20)}-${cut(20, 32)}`;
}
