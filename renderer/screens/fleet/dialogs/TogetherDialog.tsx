import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { TogetherOutcome } from "../../../../shared/contract/requests.ts";
import type { Together } from "../../../../shared/rules/released-together.ts";
import { countWords } from "../../../../shared/words/counts.ts";
import { useAction } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { needsTypedName } from "../../../components/connections/environment.ts";
import { readinessWords } from "../../../components/generations/readiness.ts";
import { ErrorText } from "../../../components/operations/ErrorText.tsx";
import { ReasonInput } from "../../../components/operations/ReasonInput.tsx";
import { TogetherPlan } from "./TogetherPlan.tsx";
import { links } from "../../../links.ts";
import "./together.css";

interface TogetherDialogProps {
  readonly together: readonly Together[];
  readonly onClose: () => void;
}

/** Fleets that were released together, each with its own plan; those that are ticked start with one click. */
export function TogetherDialog({ together, onClose }: TogetherDialogProps) {
  const connections = useTopic("connections").rows;
  const able = together.filter(({ to }) => to !== null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(able.map(({ fleet }) => fleet.id)),
  );
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const start = useAction("operation:rollback-together");
  const going = able.filter(({ fleet }) => chosen.has(fleet.id));
  const names = going
    .filter(({ fleet }) => needsTypedName(connections.get(fleet.connectionId)?.connection))
    .map(({ fleet }) => fleet.name);
  const wanted = names.join(" ");
  const begin = () =>
    start.mutate({
      fleets: going.flatMap(({ fleet, to }) =>
        to === null ? [] : [{ fleetId: fleet.id, generationId: to.id }],
      ),
      reason: reason === "" ? "Rolled back together" : reason,
      confirmation: names.length === 0 ? null : typed,
    });
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const outcomes = start.data?.outcomes ?? null;
  return (
    <Modal
      visible
      size="large"
      header="Roll back together"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onClose}>{outcomes === null ? "Cancel" : "Close"}</Button>
          {outcomes === null ? (
            <Button
              variant="primary"
              loading={start.isPending}
              disabled={going.length === 0 || typed.trim() !== wanted}
              onClick={begin}
            >
              Roll {countWords(going.length, "fleet")} back
            </Button>
          ) : null}
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        <ul className="together">
          {together.map((one) => (
            <TogetherRow
              key={one.fleet.id}
              one={one}
              isChosen={chosen.has(one.fleet.id)}
              onToggle={() => toggle(one.fleet.id)}
              outcome={outcomes?.find(({ fleetId }) => fleetId === one.fleet.id) ?? null}
              isStarted={outcomes !== null}
            />
          ))}
        </ul>
        {outcomes === null ? (
          <FormField label="Reason" description="Kept in the journal, with each of them.">
            <ReasonInput value={reason} onChange={setReason} />
          </FormField>
        ) : null}
        {names.length === 0 || outcomes !== null ? null : (
          <FormField label={`Type ${wanted} to confirm: this is production`}>
            <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} />
          </FormField>
        )}
        {start.error === null ? null : <ErrorText error={start.error} header="None was started" />}
      </SpaceBetween>
    </Modal>
  );
}

interface TogetherRowProps {
  readonly one: Together;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly outcome: TogetherOutcome | null;
  readonly isStarted: boolean;
}

function TogetherRow({ one, isChosen, onToggle, outcome, isStarted }: TogetherRowProps) {
  const { fleet, to, why } = one;
  const words = to === null ? null : readinessWords(to.readiness);
  return (
    <li>
      <Checkbox
        checked={isChosen && to !== null}
        disabled={to === null || isStarted}
        onChange={onToggle}
        description={why}
      >
        {fleet.name} {to === null ? "has nothing to return to" : `to ${to.label}`}
        {words?.possible === true ? `, ${words.text}` : ""}
      </Checkbox>
      {outcome === null ? null : <Outcome outcome={outcome} name={fleet.name} />}
      {isStarted || to === null ? null : <TogetherPlan fleet={fleet} to={to} />}
    </li>
  );
}

function Outcome({ outcome, name }: { readonly outcome: TogetherOutcome; readonly name: string }) {
  if (outcome.operationId === null)
    return (
      <p className="tone-bad" role="alert">
        {name} was not started: {outcome.problem}
      </p>
    );
  return (
    <p className="tone-good">
      Started. <a href={links.operation(outcome.operationId)}>Watch {name}</a>
    </p>
  );
}
