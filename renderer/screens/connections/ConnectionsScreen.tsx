/** The clouds this console looks at: how each is doing, what went wrong and what to do; adding and removing one. */
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useTopic } from "../../client/topic-store.ts";
import type { Place } from "../../place.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { AddConnection } from "./AddConnection.tsx";
import { ConnectionCard } from "./ConnectionCard.tsx";
import "./connections.css";

export function ConnectionsScreen({ place }: { readonly place: Place }) {
  const { rows, status } = useTopic("connections");
  const [adding, setAdding] = useState(false);
  const states = [...rows.values()];
  const add = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      Add a connection
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Connections"
        note="a profile of your AWS files and a region, or the practice cloud"
        actions={add}
      />
      {adding && <AddConnection onDone={() => setAdding(false)} />}
      {status === "opening" && <Emptiness title="Asking the console…" />}
      <div className="connection-list">
        {states.map((state) => (
          <ConnectionCard
            key={state.connection.id}
            state={state}
            highlighted={place.query.get("connection") === state.connection.id}
          />
        ))}
      </div>
    </>
  );
}
