/** Every step kind, by name. The compiler demands that each kind of the model is here. */
import type { StepKind } from "../../../shared/model/plan.ts";
import type { StepModule } from "./step.ts";

export type StepRegistry = { readonly [K in StepKind]?: StepModule<K> };

export const steps: StepRegistry = {};
