import { useState } from "react";
import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import { useTopic } from "../../client/topic-store.ts";
import { GenerationsTable } from "../../components/generations/GenerationsTable.tsx";
import { RevokeDialog } from "../../components/images/revoke/RevokeDialog.tsx";
import { ErrorText } from "../../components/operations/ErrorText.tsx";
import { links } from "../../links.ts";
import type { Place } from "../../place.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { FindingList } from "./FindingList.tsx";
import { FleetFacts } from "./FleetFacts.tsx";
import { FleetHeader } from "./FleetHeader.tsx";
import { FleetHistory } from "./FleetHistory.tsx";
import { FleetServers } from "./FleetServers.tsx";
import { FleetTimeline } from "./FleetTimeline.tsx";
import { RetireDialog } from "./RetireDialog.tsx";
import { RolledBackNotice } from "./RolledBackNotice.tsx";
import { WaysForward } from "./WaysForward.tsx";
import "./fleet.css";

export function FleetScreen({ place }: { readonly place: Place }) {
  const { fleetId = "" } = place.params;
  const topic = useTopic("fleets");
  const fleet = topic.rows.get(fleetId);
  if (fleet !== undefined) return <Known fleet={fleet} marked={place.query.get("server")} />;
  if (topic.status === "opening") return <Emptiness title="Opening the fleet…" />;
  if (topic.error !== null)
    return <ErrorText error={topic.error} header="The fleets can't be shown" />;
  return (
    <Emptiness title="This fleet isn't there" role="alert">
      No connection holds a fleet {fleetId} now. It may have been removed, or its connection
      isn&apos;t read yet. <a href={links.fleets()}>See all fleets</a>
    </Emptiness>
  );
}

function Known({ fleet, marked }: { readonly fleet: FleetView; readonly marked: string | null }) {
  const [retiring, setRetiring] = useState<GenerationView | null>(null);
  const [revoking, setRevoking] = useState<GenerationView | null>(null);
  return (
    <div className="fleet">
      <FleetHeader fleet={fleet} />
      {fleet.advice === null ? null : (
        <p className="fleet-advice">
          <strong>Next: </strong>
          {fleet.advice}
          <CampaignLink fleet={fleet} />
        </p>
      )}
      <RolledBackNotice fleet={fleet} onRevoke={setRevoking} />
      <WaysForward fleet={fleet} />
      <Panel
        title="Generations"
        note="newest first; each shows whether and how fast one could return to it"
      >
        <FleetTimeline fleet={fleet} />
        <GenerationsTable fleet={fleet} onRetire={setRetiring} onRevoke={setRevoking} />
      </Panel>
      <FleetServers fleet={fleet} marked={marked} />
      <div className="fleet-columns">
        <FindingList fleet={fleet} />
        <FleetFacts fleet={fleet} />
      </div>
      <FleetHistory fleetId={fleet.id} />
      {retiring === null ? null : (
        <RetireDialog fleet={fleet} generation={retiring} onClose={() => setRetiring(null)} />
      )}
      {revoking?.imageId === null || revoking === null ? null : (
        <RevokeDialog
          connectionId={fleet.connectionId}
          image={{
            id: revoking.imageId,
            name: revoking.imageName ?? revoking.imageId,
            state: null,
            revoked: revoking.revoked,
          }}
          onClose={() => setRevoking(null)}
        />
      )}
    </div>
  );
}

/** Where what it stands on has a newer one: everything that stands on the same is moved together. */
function CampaignLink({ fleet }: { readonly fleet: FleetView }) {
  const { newerBase, connectionId, advice } = fleet;
  if (!newerBase || advice?.includes("campaign") !== true) return null;
  const { from, to } = newerBase;
  return (
    <>
      {" "}
      <a href={links.newCampaign({ connection: connectionId, from: from.id, to: to.id })}>
        Plan a campaign to {to.name}
      </a>
    </>
  );
}
