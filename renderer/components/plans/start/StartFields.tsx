import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { ReasonInput } from "../../operations/ReasonInput.tsx";
import { askedWords } from "./asked-words.ts";
import { ChangeNumberField } from "./ChangeNumberField.tsx";
import type { PlanStart } from "./use-plan-start.ts";

interface StartFieldsProps {
  readonly start: PlanStart;
  /** What the button says. */
  readonly action: string;
  /** Something else is to be waited for first. */
  readonly isHeld?: boolean;
  /** A change number only where the connection asks for it. */
  readonly onlyAsked?: boolean;
}

/** Why it is done, what the guard rails ask for, in production a name that is typed, and the start. */
export function StartFields({ start, action, isHeld, onlyAsked }: StartFieldsProps) {
  const { said, say, asked, typedName, lost } = start;
  return (
    <>
      <FormField label="Reason" description={`${askedWords(asked.reason)} Kept in the journal.`}>
        <ReasonInput value={said.reason} onChange={(reason) => say({ reason })} />
      </FormField>
      {(asked.changeNumber || !onlyAsked) && (
        <ChangeNumberField
          isAsked={asked.changeNumber}
          value={said.changeNumber}
          onChange={(changeNumber) => say({ changeNumber })}
        />
      )}
      {typedName === null ? null : (
        <FormField label={`Type ${typedName} to confirm`} description="This is production.">
          <Input value={said.typed} onChange={({ detail }) => say({ typed: detail.value })} />
        </FormField>
      )}
      <Button
        variant="primary"
        loading={start.isPending}
        disabled={!start.isReady || isHeld === true || lost !== null}
        {...(lost === null ? {} : { disabledReason: lost })}
        onClick={start.run}
      >
        {action}
      </Button>
    </>
  );
}
