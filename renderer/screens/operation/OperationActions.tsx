import Button from "@cloudscape-design/components/button";
import { isTerminal, type OperationDetail } from "../../../shared/model/operation.ts";
import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import { useAction } from "../../client/requests.ts";
import { readinessWords } from "../../components/generations/readiness.ts";
import { useCanRollBack } from "../../components/operations/can-roll-back.ts";
import { RefusedNotice } from "../../components/operations/RefusedNotice.tsx";
import { useRollback } from "../../components/operations/RollbackProvider.tsx";
import { links } from "../../links.ts";

interface OperationActionsProps {
  readonly operation: OperationDetail;
  readonly fleet: FleetView | undefined;
  readonly onStop: () => void;
}

export function OperationActions({ operation, fleet, onStop }: OperationActionsProps) {
  const pause = useAction("operation:pause");
  const resume = useAction("operation:resume");
  const { id, status } = operation;
  const target = wayBack(operation, fleet);
  const failed = pause.error ?? resume.error;
  return (
    <>
      {status === "running" ? (
        <Button
          iconName="pause"
          loading={pause.isPending}
          onClick={() => pause.mutate({ operationId: id })}
        >
          Pause
        </Button>
      ) : null}
      {status === "paused" ? (
        <Button
          iconName="play"
          variant="primary"
          loading={resume.isPending}
          onClick={() => resume.mutate({ operationId: id })}
        >
          Go on
        </Button>
      ) : null}
      {isTerminal(status) ? (
        <Button href={links.journal(id)}>Journal</Button>
      ) : (
        <Button disabled={status === "stopping"} onClick={onStop}>
          Stop…
        </Button>
      )}
      {fleet === undefined || target === null ? null : (
        <RollbackButton fleet={fleet} target={target} />
      )}
      {failed === null ? null : (
        <RefusedNotice
          error={failed}
          onClose={() => {
            pause.reset();
            resume.reset();
          }}
        />
      )}
    </>
  );
}

/**
 * The generation that this operation takes, or took, the fleet away from; null if it serves anyway, and after a roll
 * back, which left it for a reason.
 */
function wayBack(operation: OperationDetail, fleet: FleetView | undefined): GenerationView | null {
  const { groups } = operation.plan;
  if (groups === null || fleet === undefined || operation.kind === "retire") return null;
  const from = fleet.generations.find(({ groupName }) => groupName === groups.from);
  const ended = isTerminal(operation.status);
  const isBack = ended && (operation.kind === "rollback" || from?.id === fleet.liveId);
  return from === undefined || isBack ? null : from;
}

interface RollbackButtonProps {
  readonly fleet: FleetView;
  readonly target: GenerationView;
}

function RollbackButton({ fleet, target }: RollbackButtonProps) {
  const rollback = useRollback();
  const allowed = useCanRollBack()(fleet, target);
  const words = readinessWords(target.readiness);
  const time = words.possible ? ` · ${words.text}` : "";
  return (
    <button
      type="button"
      className="rollback-button"
      disabled={rollback.isPending || !allowed.ok}
      title={
        allowed.ok
          ? `${words.why} What is under way is ended first.`
          : `${allowed.reason} ${allowed.cure}`
      }
      onClick={() => rollback.now(fleet.id, target.id)}
    >
      <span aria-hidden="true">⟲ </span>
      Roll back to {target.label}
      {time}
    </button>
  );
}
