import type { Strategy } from "../../../shared/model/intent.ts";
import type { useRequest } from "../../client/requests.ts";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { RefusalAlert } from "../../components/plans/RefusalAlert.tsx";
import { Panel } from "../../ui/Panel.tsx";
import type { ImageChoice } from "./image-choices.ts";
import { ImageField } from "./ImageField.tsx";
import { KeepsAndLoses } from "./strategies/KeepsAndLoses.tsx";
import { StrategyCards } from "./strategies/StrategyCards.tsx";

type Ways = ReturnType<typeof useRequest<"plan:strategies">>;

interface WhatPanelProps {
  readonly choices: readonly ImageChoice[];
  readonly chosen: ImageChoice | null;
  readonly ways: Ways;
  readonly strategy: Strategy;
  /** A plan is shown, which says what it keeps and loses by the settings that were chosen. */
  readonly isPlanned: boolean;
  readonly onChooseImage: (imageId: string) => void;
  readonly onChooseStrategy: (strategy: Strategy) => void;
}

/** Which image, and by which strategy; with the proposal and its reason. */
export function WhatPanel(props: WhatPanelProps) {
  const { choices, chosen, ways, strategy, isPlanned, onChooseImage, onChooseStrategy } = props;
  const proposal = ways.data?.refused === false ? ways.data.proposal : null;
  return (
    <Panel title="1. What and how">
      <div className="replace-head">
        <ImageField choices={choices} chosen={chosen} onChoose={onChooseImage} />
        <Proposal ways={ways} isAsked={chosen !== null} />
      </div>
      <StrategyCards
        choices={proposal?.choices ?? null}
        proposed={proposal?.strategy ?? null}
        chosen={strategy}
        onChoose={onChooseStrategy}
      />
      {isPlanned ? null : (
        <KeepsAndLoses
          choice={proposal?.choices.find((one) => one.strategy === strategy) ?? null}
        />
      )}
    </Panel>
  );
}

function Proposal({ ways, isAsked }: { readonly ways: Ways; readonly isAsked: boolean }) {
  if (!isAsked) return <p className="muted strategy-why">Choose an image first.</p>;
  if (ways.error !== null)
    return (
      <ErrorText error={ways.error} header="The strategies could not be held against each other" />
    );
  if (ways.data === undefined)
    return (
      <p className="muted strategy-why" role="status">
        Reading the fleet afresh, to see which strategies fit it…
      </p>
    );
  if (ways.data.refused) return <RefusalAlert refusal={ways.data} />;
  return <p className="strategy-why">{ways.data.proposal.why}</p>;
}
