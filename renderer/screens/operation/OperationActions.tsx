import Button from "@cloudscape-design/components/button";
import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import { isTerminal, type OperationDetail } from "../../../shared/model/operation.ts";
import type { Consequence, Consequences } from "../../../shared/rules/consequences/consequences.ts";
import { useAction } from "../../client/requests.ts";
import { useLinkLost } from "../../client/use-link-lost.ts";
import { readinessWords } from "../../components/generations/readiness.ts";
import { useCanRollBack } from "../../components/operations/can-roll-back.ts";
import { ChoiceButton } from "../../components/operations/ChoiceButton.tsx";
import { RefusedNotice } from "../../components/operations/RefusedNotice.tsx";
import { useRollback } from "../../components/operations/RollbackProvider.tsx";
import { links } from "../../links.ts";
import { Hint } from "../../ui/Hint.tsx";

interface OperationActionsProps {
  readonly operation: OperationDetail;
  readonly fleet: FleetView | undefined;
  readonly choices: Consequences;
  readonly onStop: () => void;
}

export function OperationActions({ operation, fleet, choices, onStop }: OperationActionsProps) {
  const { status } = operation;
  const target = wayBack(operation, fleet);
  return (
    <>
      {status === "running" ? <PauseButton operation={operation} choice={choices.pause} /> : null}
      {status === "paused" ? <ResumeButton operation={operation} choice={choices.resume} /> : null}
      {isTerminal(status) ? (
        <Button href={links.journal(operation.id)}>Journal</Button>
      ) : (
        <ChoiceButton choice={choices.stop} onClick={onStop}>
          Stop…
        </ChoiceButton>
      )}
      {fleet === undefined || target === null ? null : (
        <RollbackButton fleet={fleet} target={target} choice={choices.rollBack} />
      )}
    </>
  );
}

interface WordProps {
  readonly operation: OperationDetail;
  readonly choice: Consequence;
}

function PauseButton({ operation, choice }: WordProps) {
  const pause = useAction("operation:pause");
  return (
    <>
      <ChoiceButton
        choice={choice}
        iconName="pause"
        loading={pause.isPending}
        onClick={() => pause.mutate({ operationId: operation.id })}
      >
        Pause
      </ChoiceButton>
      {pause.error === null ? null : <RefusedNotice error={pause.error} onClose={pause.reset} />}
    </>
  );
}

function ResumeButton({ operation, choice }: WordProps) {
  const resume = useAction("operation:resume");
  return (
    <>
      <ChoiceButton
        choice={choice}
        iconName="play"
        variant="primary"
        loading={resume.isPending}
        onClick={() => resume.mutate({ operationId: operation.id })}
      >
        Go on
      </ChoiceButton>
      {resume.error === null ? null : <RefusedNotice error={resume.error} onClose={resume.reset} />}
    </>
  );
}

/**
 * The generation that this operation takes the fleet away from. After the end it is offered with everything else that
 * can be done then, except where all went well: there the way back stays where it was.
 */
function wayBack(operation: OperationDetail, fleet: FleetView | undefined): GenerationView | null {
  const { groups } = operation.plan;
  const { status, kind } = operation;
  if (groups === null || fleet === undefined || kind === "retire") return null;
  if (isTerminal(status) && (status !== "succeeded" || kind === "rollback")) return null;
  const from = fleet.generations.find((one) =>
    groups.from === groups.to ? one.label === groups.fromLabel : one.groupName === groups.from,
  );
  const isBack = isTerminal(status) && from?.id === fleet.liveId;
  return from === undefined || isBack ? null : from;
}

interface RollbackButtonProps {
  readonly fleet: FleetView;
  readonly target: GenerationView;
  readonly choice: Consequence;
}

function RollbackButton({ fleet, target, choice }: RollbackButtonProps) {
  const rollback = useRollback();
  const lost = useLinkLost();
  const allowed = useCanRollBack()(fleet, target);
  const words = readinessWords(target.readiness);
  const time = words.possible ? ` · ${words.text}` : "";
  const isOff = rollback.isPending || !allowed.ok || !choice.allowed.ok || lost !== null;
  return (
    <Hint lines={lost === null ? whatItDoes(choice, allowed) : [lost]}>
      {(hint) => (
        <button
          type="button"
          className="rollback-button"
          aria-disabled={isOff}
          aria-describedby={hint?.id}
          onClick={() => {
            if (!isOff) rollback.now(fleet.id, target.id);
          }}
        >
          <span aria-hidden="true">⟲ </span>
          Roll back to {target.label}
          {time}
        </button>
      )}
    </Hint>
  );
}

function whatItDoes(choice: Consequence, allowed: Consequence["allowed"]): readonly string[] {
  if (!choice.allowed.ok) return [choice.allowed.reason, choice.allowed.cure];
  return allowed.ok ? choice.does : [allowed.reason, allowed.cure];
}
