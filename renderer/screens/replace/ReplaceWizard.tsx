import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import type { FleetView } from "../../../shared/model/fleet.ts";
import { useAction } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { liveGeneration } from "../../components/generations/readiness.ts";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { PlanPreview } from "../../components/plans/PlanPreview.tsx";
import { RefusalAlert } from "../../components/plans/RefusalAlert.tsx";
import { inServiceWords } from "../../components/servers/in-service-words.ts";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { ImageField } from "./ImageField.tsx";
import { firstChoice, imageChoices } from "./image-choices.ts";
import {
  defaultSettings,
  numbersOf,
  settingProblems,
  type ReplaceSettings,
} from "./replace-settings.ts";
import { SettingFields } from "./SettingFields.tsx";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { StartPanel } from "./StartPanel.tsx";

interface ReplaceWizardProps {
  readonly fleet: FleetView;
  readonly place: Place;
}

export function ReplaceWizard({ fleet, place }: ReplaceWizardProps) {
  const images = useTopic("images").rows;
  const choices = useMemo(() => imageChoices(fleet, [...images.values()]), [fleet, images]);
  const [picked, setPicked] = useState<string | null>(place.query.get("image"));
  const [settings, setSettings] = useState(() => defaultSettings(fleet.desired));
  const plan = useAction("plan:replace");
  const choice = firstChoice(choices, picked);
  const problems = settingProblems(settings, fleet.desired);
  const live = liveGeneration(fleet);
  const change = (next: ReplaceSettings) => {
    setSettings(next);
    plan.reset();
  };
  const preview = () => {
    const numbers = numbersOf(settings, fleet.desired);
    if (choice === null || numbers === null) return;
    plan.mutate({ ...plainParallel, fleetId: fleet.id, imageId: choice.image.id, ...numbers });
  };
  return (
    <>
      <PageHeader
        title={`Replace ${fleet.name}`}
        note={`${live?.label ?? "nothing"} is live · ${inServiceWords(fleet.inService, fleet.desired)} · parallel generation`}
        actions={<Button href={links.fleet(fleet.id)}>Back to the fleet</Button>}
      />
      <div className="replace">
        <Panel title="1. What and how">
          <div className="replace-form">
            <ImageField
              choices={choices}
              chosen={choice}
              onChoose={(id) => {
                setPicked(id);
                plan.reset();
              }}
            />
            <SettingFields
              settings={settings}
              problems={problems}
              desired={fleet.desired}
              onChange={change}
            />
            <Button
              variant={plan.data === undefined ? "primary" : "normal"}
              loading={plan.isPending}
              disabled={choice === null || Object.keys(problems).length > 0}
              onClick={preview}
            >
              Preview the plan
            </Button>
          </div>
        </Panel>
        <div className="replace-plan">
          <PlanPane plan={plan} />
          {plan.data?.refused === false ? <StartPanel fleet={fleet} plan={plan.data.plan} /> : null}
        </div>
      </div>
    </>
  );
}

function PlanPane({ plan }: { readonly plan: ReturnType<typeof useAction<"plan:replace">> }) {
  if (plan.error !== null)
    return <ErrorText error={plan.error} header="The plan could not be made" />;
  if (plan.data === undefined)
    return (
      <Panel title="2. The plan">
        <Emptiness
          title={plan.isPending ? "Reading the fleet afresh and planning…" : "No plan yet"}
        >
          Every step, every call, what changes for a time and how long it takes is shown before
          anything is done.
        </Emptiness>
      </Panel>
    );
  if (plan.data.refused)
    return (
      <Panel title="2. The plan">
        <RefusalAlert refusal={plan.data} />
      </Panel>
    );
  return <PlanPreview title="2. The plan" plan={plan.data.plan} />;
}
