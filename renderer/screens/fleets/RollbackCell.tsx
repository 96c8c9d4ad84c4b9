import type { GenerationView } from "../../../shared/model/fleet.ts";
import {
  liveGeneration,
  previousGeneration,
  readinessWords,
  type ReadinessWords,
} from "../../components/generations/readiness.ts";
import { useRollback } from "../../components/operations/RollbackProvider.tsx";
import type { FleetRow } from "./fleet-rows.ts";

interface RollbackCellProps {
  readonly row: FleetRow;
  readonly inTabOrder: boolean;
}

/** How fast one could return, and the way to do it. While a replacement runs: back to what it replaces. */
export function RollbackCell({ row, inTabOrder }: RollbackCellProps) {
  const { fleet, operation } = row;
  const rollback = useRollback();
  const live = liveGeneration(fleet);
  const tabIndex = inTabOrder ? 0 : -1;
  if (operation !== null && operation.kind === "replace" && live !== null)
    return (
      <button
        type="button"
        className="text-button tone-bad"
        tabIndex={tabIndex}
        onClick={() => rollback.ask(fleet.id, live.id)}
      >
        Abort and return
      </button>
    );
  const target = previousGeneration(fleet);
  if (target === null)
    return (
      <span className="muted">{fleet.olderUnread ? "being read" : "no earlier generation"}</span>
    );
  const words = wordsOf(target);
  if (!words.possible)
    return (
      <span className="muted" title={words.why}>
        <span aria-hidden="true">⊘ </span>
        {words.text}
      </span>
    );
  const isWarm = target.readiness.kind === "warm";
  return (
    <button
      type="button"
      className={`text-button ${isWarm ? "tone-info" : "tone-neutral"}`}
      tabIndex={tabIndex}
      title={`To ${target.label}. ${words.why}`}
      aria-label={`${isWarm ? "instant · warm" : words.text}: roll back ${fleet.name} to ${target.label}`}
      onClick={() => rollback.ask(fleet.id, target.id)}
    >
      <span aria-hidden="true">⟲ </span>
      {isWarm ? "instant · warm" : words.text}
    </button>
  );
}

/** It still serves beside the live one: what the other has taken is given back to it. */
function wordsOf({ readiness, label }: GenerationView): ReadinessWords {
  const words = readinessWords(readiness);
  if (readiness.kind !== "here") return words;
  return { ...words, text: `to ${label}, still there`, possible: true };
}
