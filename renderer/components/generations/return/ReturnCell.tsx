import type { FleetView, GenerationView } from "../../../../shared/model/fleet.ts";
import type { Allowed } from "../../../../shared/model/plan.ts";
import { useCanRollBack } from "../../operations/can-roll-back.ts";
import { useRollback } from "../../operations/RollbackProvider.tsx";
import { readinessWords } from "../readiness.ts";
import { ReturnChecks } from "./ReturnChecks.tsx";
import { WarmMeaning } from "./WarmMeaning.tsx";

interface ReturnCellProps {
  readonly fleet: FleetView;
  readonly generation: GenerationView;
  readonly isShort: boolean;
}

/** Whether, and how fast, one could return to a generation; and the way to do it. */
export function ReturnCell({ fleet, generation, isShort }: ReturnCellProps) {
  const rollback = useRollback();
  const allowed = useCanRollBack()(fleet, generation);
  const words = readinessWords(generation.readiness);
  if (!words.possible) return <NoReturn {...{ fleet, generation, isShort }} />;
  return (
    <>
      <button
        type="button"
        className="text-button tone-info"
        title={allowed.ok ? words.why : `${allowed.reason} ${allowed.cure}`}
        disabled={rollback.isPending || !allowed.ok}
        aria-label={isShort ? `${words.text}: roll back to ${generation.label}` : undefined}
        onClick={() => rollback.now(fleet.id, generation.id)}
      >
        <span aria-hidden="true">⟲ </span>
        {isShort ? words.text : `Roll back to ${generation.label}, ${words.text}`}
      </button>
      {isShort ? null : <Evidence fleet={fleet} generation={generation} allowed={allowed} />}
    </>
  );
}

function NoReturn({ fleet, generation, isShort }: ReturnCellProps) {
  const { readiness } = generation;
  const words = readinessWords(readiness);
  return (
    <>
      <span className={`tone-${words.tone}`} title={words.why}>
        {words.tone === "neutral" ? <span aria-hidden="true">⊘ </span> : null}
        {words.text}
        {isShort || readiness.kind === "here" ? null : (
          <span className="return-why">{words.why}</span>
        )}
      </span>
      {isShort || readiness.kind !== "impossible" ? null : (
        <ReturnChecks readiness={readiness} connectionId={fleet.connectionId} />
      )}
      {isShort || generation.state !== "warm" ? null : (
        <WarmMeaning fleet={fleet} generation={generation} />
      )}
    </>
  );
}

interface EvidenceProps {
  readonly fleet: FleetView;
  readonly generation: GenerationView;
  readonly allowed: Allowed;
}

/** What was looked at, folded away; what being warm means; or why it may not be done just now. */
function Evidence({ fleet, generation, allowed }: EvidenceProps) {
  const { readiness, state } = generation;
  return (
    <>
      {allowed.ok ? null : (
        <span className="return-why">
          {allowed.reason} {allowed.cure}
        </span>
      )}
      {state === "warm" ? <WarmMeaning fleet={fleet} generation={generation} /> : null}
      {readiness.kind === "warm" || readiness.kind === "cold" ? (
        <ReturnChecks readiness={readiness} connectionId={fleet.connectionId} />
      ) : null}
    </>
  );
}
