/** What a group's growing and shedding is decided on, and what is remembered of it from look to look. */
import type { GroupFact } from "../../../model/facts.ts";
import type { Memory, TemplateVersion, WorkOf } from "../../decision.ts";
import type { RiseSeen } from "../../generation/raise.ts";
import type { Watched } from "../batch-proof.ts";
import type { Crew } from "../crew.ts";
import type { Sizing } from "../sizing.ts";

export type Work = WorkOf<"grow-and-shed">;

export interface Growing extends Sizing, Watched {
  /** New servers that shall serve before any other is ended. */
  readonly target: number;
}

export interface Scene {
  readonly work: Work;
  readonly seen: RiseSeen;
  readonly memory: Memory;
  readonly nowMs: number;
  readonly group: GroupFact;
  readonly version: TemplateVersion;
  readonly crew: Crew;
  readonly kept: Growing;
}
