/** A campaign, live: where each image and each fleet stands, what holds it, and afterwards what came of it. */
import { useMemo } from "react";
import { isTerminal, type OperationDetail } from "../../../shared/model/operation.ts";
import { useTopic } from "../../client/topic-store.ts";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { EventList } from "../../components/operations/EventList.tsx";
import type { Place } from "../../place.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { partRows } from "./campaign-rows.ts";
import { BackTable } from "./live/BackTable.tsx";
import { BakeTable } from "./live/BakeTable.tsx";
import { CampaignHeader } from "./live/CampaignHeader.tsx";
import { CampaignQuestion } from "./live/CampaignQuestion.tsx";
import { FleetTables } from "./live/FleetTables.tsx";
import { HeldParts } from "./live/HeldParts.tsx";
import { WhatCame } from "./live/WhatCame.tsx";
import { SkippedList } from "./SkippedList.tsx";
import "./campaign.css";

export function CampaignScreen({ place }: { readonly place: Place }) {
  const { operationId = "" } = place.params;
  const topic = useTopic("operation", operationId);
  const operation = topic.rows.values().next().value;
  if (operation !== undefined) return <Live key={operation.id} operation={operation} />;
  if (topic.status === "opening") return <Emptiness title="Opening the campaign…" />;
  if (topic.error !== null)
    return <ErrorText error={topic.error} header="The campaign can't be shown" />;
  return (
    <Emptiness title="There is no such campaign" role="alert">
      The journal has none of the id {operationId}.{" "}
      <a href="#/replacements">See all replacements</a>
    </Emptiness>
  );
}

function Live({ operation }: { readonly operation: OperationDetail }) {
  const operations = useTopic("operations").rows;
  const rows = useMemo(() => partRows(operation, operations.values()), [operation, operations]);
  const outline = operation.plan.campaign;
  const isOver = isTerminal(operation.status);
  return (
    <div className="campaign">
      <CampaignHeader operation={operation} rows={rows} />
      {isOver ? (
        <WhatCame operation={operation} rows={rows} />
      ) : (
        <>
          <HeldParts operation={operation} rows={rows} />
          <CampaignQuestion operation={operation} />
        </>
      )}
      {outline === undefined ? (
        <BackTable rows={rows} />
      ) : (
        <div className="campaign-columns">
          <BakeTable outline={outline} rows={rows} />
          <FleetTables operation={operation} outline={outline} rows={rows} />
        </div>
      )}
      {outline === undefined ? null : <SkippedList skipped={outline.skipped} />}
      <Panel title="Events" note="each image and each fleet has its own beside these">
        <div className="campaign-events">
          <EventList operationId={operation.id} onlyCalls={false} />
        </div>
      </Panel>
    </div>
  );
}
