/**
 * What would have been sent to a topic. SNS is not simulated: notices are kept for a while in the region's state,
 * for tests and for whoever wants to show them.
 */
import type { NoticeState } from "../../kernel/state/cloudwatch.ts";
import type { World } from "../../kernel/world.ts";

const KEPT = 500;

/** The newest 500. */
export function recordNotice(world: World, notice: Omit<NoticeState, "atMs">): void {
  const { notices } = world.state;
  const number = Number(world.state.loose.get(COUNTER) ?? 0) + 1;
  world.state.loose.set(COUNTER, number);
  notices.set(String(number), { ...notice, atMs: world.nowMs });
  if (notices.size > KEPT) notices.delete(String(number - KEPT));
}

const COUNTER = "notices";

export const noticesOf = (world: World): readonly NoticeState[] => [
  ...world.state.notices.values(),
];
