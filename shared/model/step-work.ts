/**
 * What a step of a plan does, with every parameter: one variant a step kind, which has a look in
 * electron/operations/steps and a decide in shared/decide. Serialisable: it is stored with the plan and is what is run.
 */
import type { BakeWork } from "./steps/bake.ts";
import type { CampaignWork } from "./steps/campaign.ts";
import type { CloneWork } from "./steps/clone.ts";
import type { GenerationWork } from "./steps/generation.ts";
import type { ImageWork } from "./steps/images.ts";
import type { InPlaceWork } from "./steps/in-place.ts";
import type { PutBackWork } from "./steps/put-back.ts";
import type { RefreshWork } from "./steps/refresh.ts";
import type { ReleaseWork } from "./steps/release.ts";

export type StepWork =
  | ReleaseWork
  | GenerationWork
  | CloneWork
  | InPlaceWork
  | RefreshWork
  | PutBackWork
  | BakeWork
  | ImageWork
  | CampaignWork;

export type StepKind = StepWork["kind"];
