/**
 * A replacement by the image that is live already: new servers, nothing new on them. Said so, and never by mistake.
 * AWS's refresh goes to a template version that the plan makes and no server has yet: it passes none over as matching.
 */
import type { ImageId } from "../../model/ids.ts";
import type { Planned } from "../../model/plan.ts";
import { liveOf, type PlanInput } from "../plan-input.ts";

type Renewal = PlanInput & { readonly intent: { readonly imageId: ImageId } };

const isRenewal = (input: Renewal) => liveOf(input)?.generation.imageId === input.intent.imageId;

export function saidAsRenewal(planned: Planned, input: Renewal): Planned {
  if (planned.refused || !isRenewal(input)) return planned;
  const { plan } = planned;
  const warning = "The same image as now: the servers become new, what is on them stays the same.";
  const title = plan.title.replace(/^Replace /, "Renew ");
  return { refused: false, plan: { ...plan, title, warnings: [warning, ...plan.warnings] } };
}
