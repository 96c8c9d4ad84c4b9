/** How a connection bakes unless a bake says otherwise, and what bakes have left in its account. */
import { useTopic } from "../../../client/topic-store.ts";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { BakeNav } from "../BakeNav.tsx";
import "../bakes.css";
import { LeftPanel } from "./LeftPanel.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
import "./settings.css";

export function BakeSettingsScreen() {
  const { rows, status } = useTopic("connections");
  const connections = [...rows.values()].map(({ connection }) => connection);
  return (
    <>
      <PageHeader title="Bake settings" note="for each connection" />
      <BakeNav here="Settings" />
      {connections.length === 0 && (
        <Emptiness title={status === "opening" ? "Reading…" : "There is no connection"}>
          Add one under Connections.
        </Emptiness>
      )}
      <div className="bake-settings">
        {connections.map(({ id, name }) => (
          <div key={id} className="bake-settings-one">
            <SettingsPanel connectionId={id} name={name} />
            <LeftPanel connectionId={id} name={name} />
          </div>
        ))}
      </div>
    </>
  );
}
