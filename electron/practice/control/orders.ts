/** What whoever runs a practice region may ask of it, beside AWS's own calls: from the console or over HTTP. */
import type { ActOrder, FaultOrder } from "../../../shared/contract/practice-schemas.ts";
import type {
  ColleagueDeed,
  FaultChoices,
  PracticeOrigin,
} from "../../../shared/model/practice/practice.ts";
import type { ActiveFault } from "../../../shared/model/practice/practice-fault.ts";
import type { LessonId } from "../../../shared/model/practice/practice-lesson.ts";
import type { LessonFacts, LessonSettled } from "../lessons/lesson-facts.ts";
import type { RegionStatus } from "../region.ts";
import type { RegionHistory } from "./history.ts";
import type { ScenarioFile } from "./scenario-file.ts";

/** Everything of a region that isn't AWS's: for the panel. */
export interface PanelFacts extends RegionStatus {
  readonly origin: PracticeOrigin;
  readonly faults: readonly ActiveFault[];
  /** Newest first, without hidden ones. */
  readonly deeds: readonly ColleagueDeed[];
  readonly hiddenDeeds: number;
  readonly lesson: LessonFacts | null;
  readonly notes: readonly string[];
}

export type ControlOrder =
  | { readonly kind: "panel" }
  | { readonly kind: "set-speed"; readonly speed: number }
  /** Let so much of the region's time pass at once. */
  | { readonly kind: "advance"; readonly ms: number }
  /** Begin anew from the region's own scenario. */
  | { readonly kind: "reset"; readonly seed: number | null }
  /** Make the scenario in a further region of the same cloud, unless something is there. */
  | { readonly kind: "lay-out"; readonly region: string }
  | { readonly kind: "load"; readonly name: string; readonly file: ScenarioFile }
  | { readonly kind: "choices" }
  | { readonly kind: "spoil"; readonly fault: FaultOrder }
  /** Null: all faults. */
  | { readonly kind: "mend"; readonly faultId: string | null }
  | { readonly kind: "act"; readonly act: ActOrder }
  | { readonly kind: "interfere"; readonly fleet: string | null; readonly hidden: boolean }
  | { readonly kind: "reveal" }
  | { readonly kind: "history" }
  | { readonly kind: "lesson-start"; readonly lesson: LessonId }
  | { readonly kind: "lesson-hint" }
  | { readonly kind: "lesson-settle"; readonly settled: LessonSettled }
  | { readonly kind: "lesson-end" };

export interface ControlReplies {
  readonly panel: PanelFacts;
  readonly "set-speed": null;
  readonly advance: null;
  readonly reset: null;
  readonly "lay-out": null;
  readonly load: null;
  readonly choices: FaultChoices;
  readonly spoil: ActiveFault;
  readonly mend: null;
  /** Null: its time is still to come. */
  readonly act: ColleagueDeed | null;
  readonly interfere: ColleagueDeed;
  readonly reveal: readonly ColleagueDeed[];
  readonly history: RegionHistory;
  readonly "lesson-start": LessonFacts;
  readonly "lesson-hint": { readonly hint: string; readonly left: number };
  readonly "lesson-settle": null;
  readonly "lesson-end": LessonFacts;
}

export type OrderKind = ControlOrder["kind"];
export type OrderOf<Kind extends OrderKind> = Extract<ControlOrder, { readonly kind: Kind }>;
export type ReplyTo<Order extends ControlOrder> = ControlReplies[Order["kind"]];
