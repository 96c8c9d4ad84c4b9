/** The shapes of what may go wrong, shared with who sets it. */
export type {
  BootEffect,
  CallEffect,
  ColleagueAct,
  FaultRule,
  FaultScript,
  LaunchEffect,
  WorkEffect,
} from "../../../shared/model/practice/practice-fault.ts";
