import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { FleetView, GenerationView } from "../../../../shared/model/fleet.ts";
import type { OperationDetail, OperationSummary } from "../../../../shared/model/operation.ts";
import { afterTheEnd, type NextThing } from "../../../../shared/rules/after-the-end.ts";
import { useLinkLost } from "../../../client/use-link-lost.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { useRollback } from "../../../components/operations/RollbackProvider.tsx";
import { useRunningByFleet } from "../../../components/operations/running.ts";
import { statusWords } from "../../../components/operations/status-words.ts";
import { links } from "../../../links.ts";
import { RetireDialog } from "../../fleet/RetireDialog.tsx";

interface AfterTheEndProps {
  readonly operation: OperationDetail;
  readonly fleet: FleetView | undefined;
}

/** What one can do on the fleet now that this has ended, each with what it would do, or why it can't be done. */
export function AfterTheEnd({ operation, fleet }: AfterTheEndProps) {
  const connection = useTopic("connections").rows.get(operation.connectionId)?.connection;
  const [retiring, setRetiring] = useState<GenerationView | null>(null);
  const followed = wayBackSince(operation, useTopic("operations").rows.values());
  const running = useRunningByFleet().get(operation.fleetId ?? "");
  // Ended for a roll back that never began: a console that ends in between forgets it.
  const isLeft = operation.status === "superseded" && followed === undefined;
  if (operation.status !== "failed" && operation.status !== "stopped" && !isLeft) return null;
  if (fleet === undefined || connection === undefined || operation.plan.groups === null)
    return null;
  // What is under way holds the fleet: it is shown once, in place of all that waits for it.
  const things = followed && followed === running ? [] : afterTheEnd(operation, fleet, connection);
  return (
    <section className="after-the-end" aria-label="What can be done now">
      <ul>
        {followed === undefined ? null : (
          <li>
            <Button href={links.operation(followed.id)}>Look at the rollback</Button>
            <span>
              {followed.title}: {statusWords(followed.status).text}.
            </span>
          </li>
        )}
        {things.map((thing) => (
          <li key={thing.label}>
            <NextButton fleet={fleet} thing={thing} onRetire={setRetiring} />
            <span className={thing.allowed.ok ? "" : "muted"}>
              {thing.allowed.ok ? thing.does : `${thing.allowed.reason} ${thing.allowed.cure}`}
            </span>
          </li>
        ))}
        <li>
          <Button href={links.fleet(fleet.id)}>Look at the fleet</Button>
          <span>Its servers, generations and findings as they are now.</span>
        </li>
      </ul>
      {retiring === null ? null : (
        <RetireDialog fleet={fleet} generation={retiring} onClose={() => setRetiring(null)} />
      )}
    </section>
  );
}

/** The first way back on the fleet that began after this had ended, by itself or by hand. */
function wayBackSince(
  { fleetId, endedAtMs }: OperationDetail,
  operations: Iterable<OperationSummary>,
): OperationSummary | undefined {
  return [...operations]
    .filter(
      (one) =>
        one.kind === "rollback" &&
        one.fleetId === fleetId &&
        endedAtMs !== null &&
        one.startedAtMs >= endedAtMs,
    )
    .toSorted((left, right) => left.startedAtMs - right.startedAtMs)[0];
}

interface NextButtonProps {
  readonly fleet: FleetView;
  readonly thing: NextThing;
  readonly onRetire: (generation: GenerationView) => void;
}

function NextButton({ fleet, thing, onRetire }: NextButtonProps) {
  const rollback = useRollback();
  const lost = useLinkLost();
  const { generation, label, allowed, kind } = thing;
  const disabled = !allowed.ok || lost !== null;
  if (kind === "replace" || generation === null)
    return (
      <Button href={links.replace(fleet.id)} disabled={disabled}>
        {label}…
      </Button>
    );
  return (
    <Button
      disabled={disabled || rollback.isPending}
      onClick={() =>
        kind === "retire" ? onRetire(generation) : rollback.ask(fleet.id, generation.id)
      }
    >
      {label}…
    </Button>
  );
}
