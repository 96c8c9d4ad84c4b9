/** What a campaign is planned from. */
import type { CampaignOutline, Skipped } from "../model/campaign.ts";
import type { Connection } from "../model/connection.ts";
import type { Facts, ImageFact } from "../model/facts.ts";
import type { FleetView } from "../model/fleet.ts";
import type { FleetId } from "../model/ids.ts";
import type { CampaignIntent } from "../model/intent.ts";
import type { Duration } from "../model/plan.ts";
import type { RecipeSummary } from "../model/recipe.ts";
import type { PlanIds } from "../plan/plan-input.ts";
import type { FleetPolicy } from "../rules/fleet-policy.ts";
import type { Hole } from "../lineage/hole.ts";
import type { Revocations } from "../lineage/revocation.ts";
import type { DescribedImage, ImageGraph } from "../lineage/image-graph.ts";

export interface CampaignInput {
  readonly intent: CampaignIntent;
  readonly connection: Connection;
  /** The two images are as they were read now. */
  readonly facts: Facts;
  readonly fleets: readonly FleetView[];
  readonly recipes: readonly Pick<RecipeSummary, "file" | "name" | "digest" | "problems">[];
  /** All that stands on the old base, in every connection, as the images' page counts it. */
  readonly hole: Hole;
  readonly past: CampaignPast;
  readonly policy: FleetPolicy;
  readonly ids: PlanIds;
  readonly nowMs: number;
}

/** How long such things took this console before; null: it has done none. */
export interface CampaignPast {
  bake(recipe: string): Duration | null;
  replacement(fleet: FleetId): Duration | null;
}

/** The input with what all parts of the planning ask for. */
export interface CampaignCase extends CampaignInput {
  readonly from: ImageFact;
  readonly to: ImageFact;
  readonly graph: ImageGraph<DescribedImage>;
  readonly revocations: Revocations;
}

export type PlannedBake = CampaignOutline["bakes"][number] & { readonly architecture: string };
export type ReadyImage = CampaignOutline["ready"][number];
export type PlannedFleet = CampaignOutline["fleets"][number];
export type { Skipped };
