/** A replacement by the image that is live already: new servers, nothing new on them. Said so, and never by mistake. */
import type { ImageId } from "../model/ids.ts";
import type { Planned, Refusal, ReplaceIntent } from "../model/plan.ts";
import { liveOf, refuse, type PlanInput } from "./plan-input.ts";

interface Renewal extends PlanInput {
  readonly intent: ReplaceIntent;
}

export const isRenewal = (input: PlanInput & { readonly intent: { readonly imageId: ImageId } }) =>
  liveOf(input)?.generation.imageId === input.intent.imageId;

/** AWS's refresh would find that every server matches, and replace none. */
export function renewalObstacle(input: Renewal): Refusal | null {
  const { intent, fleet } = input;
  const isSkipped = intent.strategy === "refresh" && intent.preferences.skipMatching;
  if (!isSkipped || !isRenewal(input)) return null;
  return refuse(
    `Every server of ${fleet.name} runs this image already, and servers that match are to be skipped: nothing would be replaced.`,
    "Turn skip matching off to renew the servers, or choose another image.",
  );
}

export function saidAsRenewal(planned: Planned, input: Renewal): Planned {
  if (planned.refused || !isRenewal(input)) return planned;
  const { plan } = planned;
  const warning = "The same image as now: the servers become new, what is on them stays the same.";
  const title = plan.title.replace(/^Replace /, "Renew ");
  return { refused: false, plan: { ...plan, title, warnings: [warning, ...plan.warnings] } };
}
