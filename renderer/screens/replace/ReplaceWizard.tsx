import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import type { FleetView } from "../../../shared/model/fleet.ts";
import type { Strategy } from "../../../shared/model/intent.ts";
import { useAction, useRequest } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { useLinkLost } from "../../client/use-link-lost.ts";
import { liveGeneration } from "../../components/generations/readiness.ts";
import { inServiceWords } from "../../components/servers/in-service-words.ts";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { firstChoice, imageChoices } from "./image-choices.ts";
import { PlanPane } from "./PlanPane.tsx";
import { defaultSettings, type ReplaceSettings } from "./replace-settings.ts";
import { SettingFields } from "./SettingFields.tsx";
import { payloadOf } from "./settings/payload.ts";
import { settingProblems } from "./settings/problems.ts";
import { StartPanel } from "./StartPanel.tsx";
import { WhatPanel } from "./WhatPanel.tsx";

interface ReplaceWizardProps {
  readonly fleet: FleetView;
  readonly place: Place;
}

export function ReplaceWizard({ fleet, place }: ReplaceWizardProps) {
  const images = useTopic("images").rows;
  const choices = useMemo(() => imageChoices(fleet, [...images.values()]), [fleet, images]);
  const [pickedImage, pickImage] = useState<string | null>(place.query.get("image"));
  const [pickedStrategy, pickStrategy] = useState<Strategy | null>(null);
  const [settings, setSettings] = useState(() => defaultSettings(fleet.desired));
  const [isWritingGate, setWritingGate] = useState(false);
  const plan = useAction("plan:replace");
  const lost = useLinkLost();
  const choice = firstChoice(choices, pickedImage);
  const asked = { fleetId: fleet.id, imageId: choice?.image.id ?? "" };
  const ways = useRequest("plan:strategies", asked, {
    enabled: choice !== null,
    staleTimeMs: 60_000,
  });
  const answer = ways.data?.refused === false ? ways.data : null;
  const strategy = pickedStrategy ?? answer?.proposal.strategy ?? "parallel";
  const problems = settingProblems(settings, fleet.desired, strategy);
  /** What is shown is of the settings that are shown: a plan of others is put away. */
  const change = (next: ReplaceSettings) => {
    pickStrategy(strategy);
    setSettings(next);
    plan.reset();
  };
  const preview = () => {
    const payload = payloadOf(strategy, settings, { ...asked, desired: fleet.desired });
    if (choice !== null && payload !== null) plan.mutate(payload);
  };
  return (
    <>
      <PageHeader
        title={`Replace ${fleet.name}`}
        note={`${liveGeneration(fleet)?.label ?? "nothing"} is live · ${inServiceWords(fleet.inService, fleet.desired)}`}
        actions={<Button href={links.fleet(fleet.id)}>Back to the fleet</Button>}
      />
      <WhatPanel
        choices={choices}
        chosen={choice}
        ways={ways}
        strategy={strategy}
        isPlanned={plan.data?.refused === false}
        onChooseImage={(id) => {
          pickImage(id);
          plan.reset();
        }}
        onChooseStrategy={(next) => {
          pickStrategy(next);
          if (next !== strategy) plan.reset();
        }}
      />
      <div className="replace">
        <Panel title="Settings">
          <div className="replace-form">
            <SettingFields
              strategy={strategy}
              settings={settings}
              problems={problems}
              desired={fleet.desired}
              alarms={answer?.alarms ?? null}
              onChange={change}
              onGateDraft={(isOpen) => {
                setWritingGate(isOpen);
                if (isOpen) plan.reset();
              }}
            />
            {isWritingGate ? (
              <span className="muted">The new gate isn't in the plan yet: add it, or cancel.</span>
            ) : null}
            <Button
              variant={plan.data === undefined ? "primary" : "normal"}
              loading={plan.isPending}
              disabled={
                choice === null ||
                isWritingGate ||
                lost !== null ||
                Object.keys(problems).length > 0
              }
              {...(lost === null ? {} : { disabledReason: lost })}
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
