import Button from "@cloudscape-design/components/button";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { can } from "../../../shared/rules/can.ts";
import { useTopic } from "../../client/topic-store.ts";
import { useAgeWords } from "../../components/connections/clocks.ts";
import { environmentTone } from "../../components/connections/environment.ts";
import {
  liveGeneration,
  previousGeneration,
  readinessWords,
} from "../../components/generations/readiness.ts";
import { useCanRollBack } from "../../components/operations/can-roll-back.ts";
import { useRollback } from "../../components/operations/RollbackProvider.tsx";
import { useRunningByFleet } from "../../components/operations/running.ts";
import { inServiceWords } from "../../components/servers/in-service-words.ts";
import { links, operationLink } from "../../links.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pill } from "../../ui/Pill.tsx";
import { TogetherButton } from "./TogetherButton.tsx";

export function FleetHeader({ fleet }: { readonly fleet: FleetView }) {
  const connection = useTopic("connections").rows.get(fleet.connectionId)?.connection;
  const operation = useRunningByFleet().get(fleet.id);
  const age = useAgeWords(fleet.connectionId, fleet.liveSinceMs);
  const live = liveGeneration(fleet);
  const canReplace = connection === undefined ? null : can.replace(fleet, connection);
  return (
    <PageHeader
      title={fleet.name}
      badges={
        <>
          {connection === undefined ? null : (
            <Pill tone={environmentTone(connection.environment)}>
              {connection.environment} · {connection.name}
            </Pill>
          )}
          {fleet.ownedBy === null ? null : <Pill tone="warn">owned by {fleet.ownedBy}</Pill>}
        </>
      }
      note={
        <>
          {live === null ? "no live generation" : `${live.label} live for ${age}`} ·{" "}
          {inServiceWords(fleet.inService, fleet.desired)} · floor {fleet.floor}
        </>
      }
      actions={
        <>
          {operation === undefined ? (
            <Button
              variant="primary"
              href={links.replace(fleet.id)}
              disabled={canReplace?.ok === false}
              disabledReason={
                canReplace?.ok === false ? `${canReplace.reason} ${canReplace.cure}` : ""
              }
            >
              Replace…
            </Button>
          ) : (
            <Button variant="primary" href={operationLink(operation)}>
              Watch: {operation.title}
            </Button>
          )}
          <TogetherButton fleet={fleet} />
          <RollbackButton fleet={fleet} />
        </>
      }
    />
  );
}

function RollbackButton({ fleet }: { readonly fleet: FleetView }) {
  const rollback = useRollback();
  const canRollBack = useCanRollBack();
  const rising = fleet.generations.some(({ state }) => state === "rising");
  const target = rising ? liveGeneration(fleet) : previousGeneration(fleet);
  if (target === null) return null;
  const words = readinessWords(target.readiness);
  const allowed = canRollBack(fleet, target);
  const time = words.possible ? ` · ${words.text}` : "";
  return (
    <button
      type="button"
      className="rollback-button"
      disabled={rollback.isPending || !allowed.ok}
      title={allowed.ok ? words.why : `${allowed.reason} ${allowed.cure}`}
      onClick={() => rollback.now(fleet.id, target.id)}
    >
      <span aria-hidden="true">⟲ </span>
      Roll back to {target.label}
      {time}
    </button>
  );
}
