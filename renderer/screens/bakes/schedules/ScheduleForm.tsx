import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { ScheduleView } from "../../../../shared/model/bake.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { ErrorText } from "../../../components/operations/ErrorText.tsx";
import { ReasonInput } from "../../../components/operations/ReasonInput.tsx";
import { architecturesOf, fittingTypes } from "../new/bake-draft.ts";
import { Choice } from "../fields/Choice.tsx";
import { ConnectionChoice } from "../fields/ConnectionChoice.tsx";
import { TypeChoice } from "../fields/TypeChoice.tsx";
import { draftOf, scheduleFrom, type ScheduleDraft } from "./schedule-draft.ts";
import { WeekFields } from "./WeekFields.tsx";

interface Props {
  readonly schedule: ScheduleView | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function ScheduleForm({ schedule, onClose, onSaved }: Props) {
  const connections = [...useTopic("connections").rows.values()];
  const recipes = [...useTopic("recipes").rows.values()].filter(
    ({ problems }) => problems.length === 0,
  );
  const first = connections[0]?.connection.id ?? "";
  const [draft, setDraft] = useState(() => draftOf(schedule, first));
  const change = (part: Partial<ScheduleDraft>) => setDraft((now) => ({ ...now, ...part }));
  const choices = useRequest("connection:choices", { connectionId: draft.connectionId });
  const save = useAction("schedule:save");
  const recipe = recipes.find(({ file }) => file === draft.recipeFile) ?? null;
  const architectures = architecturesOf(recipe, null);
  const types = architectures.flatMap(
    (architecture) =>
      draft.instanceTypes[architecture] ??
      fittingTypes(choices.data ?? null, architecture)[0] ??
      [],
  );
  const whole = types.length === architectures.length ? scheduleFrom(draft, types) : null;
  const submit = () => {
    if (whole !== null)
      save.mutate({ id: schedule?.id ?? null, schedule: whole }, { onSuccess: onSaved });
  };
  return (
    <Modal
      visible
      header={
        schedule === null ? "Add a schedule" : `Change the schedule of ${schedule.recipeFile}`
      }
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={whole === null}
            loading={save.isPending}
            onClick={submit}
          >
            Save
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        <ConnectionChoice
          value={draft.connectionId}
          onChange={(connectionId) => change({ connectionId, instanceTypes: {}, subnetId: null })}
        />
        <Choice
          label="Recipe"
          placeholder="Choose a recipe"
          value={draft.recipeFile}
          options={recipes.map(({ file, description }) => ({
            value: file,
            label: file,
            description,
          }))}
          onChange={(recipeFile) => change({ recipeFile, instanceTypes: {} })}
        />
        <FormField label="When">
          <RadioGroup
            ariaLabel="When"
            value={draft.kind}
            items={[
              { value: "weekly", label: "Every week" },
              {
                value: "newer-base",
                label: "When a newer base appears",
                description: "When what the recipe names as its base is another image than before.",
              },
            ]}
            onChange={({ detail }) =>
              change({ kind: detail.value === "weekly" ? "weekly" : "newer-base" })
            }
          />
        </FormField>
        {draft.kind === "weekly" && <WeekFields draft={draft} change={change} />}
        {architectures.map((architecture, index) => (
          <TypeChoice
            key={architecture}
            label={`Builder's instance type, ${architecture}`}
            architecture={architecture}
            choices={choices}
            value={types[index] ?? null}
            onChange={(type) =>
              change({ instanceTypes: { ...draft.instanceTypes, [architecture]: type } })
            }
          />
        ))}
        <FormField label="Why" description="Kept in the journal with each of its bakes.">
          <ReasonInput value={draft.reason} onChange={(reason) => change({ reason })} />
        </FormField>
        <p className="muted">
          It bakes while this console runs, and what was missed is told. After failures in a row it
          waits for you. No fleet is touched.
        </p>
        {save.error === null ? null : (
          <ErrorText error={save.error} header="The schedule was not saved" />
        )}
      </SpaceBetween>
    </Modal>
  );
}
