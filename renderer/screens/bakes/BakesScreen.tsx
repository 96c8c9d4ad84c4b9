/** Every bake, newest first; before it, what holds a place and what waits for one. */
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useTopic } from "../../client/topic-store.ts";
import { isRunning, links } from "../../links.ts";
import { Emptiness } from "../../ui/Emptiness.tsx";
import { go } from "../../ui/hash-path.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { BakeNav } from "./BakeNav.tsx";
import { BakeTable } from "./list/BakeTable.tsx";
import { QueuePanel } from "./list/QueuePanel.tsx";
import "./bakes.css";

/** So many at once; more on demand: a journal holds years of them. */
const page = 200;

export function BakesScreen() {
  const { rows, status } = useTopic("operations");
  const [shown, setShown] = useState(page);
  const bakes = [...rows.values()]
    .filter((operation) => operation.kind === "bake")
    .sort((a, b) => b.startedAtMs - a.startedAtMs);
  const running = bakes.filter(isRunning);
  const bakeButton = (
    <Button variant="primary" onClick={() => go(links.newBake())}>
      Bake an image
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Bakes"
        note={`${String(running.length)} running, ${String(bakes.length)} in all`}
        actions={bakeButton}
      />
      <BakeNav here="Bakes" />
      <QueuePanel running={running} />
      {bakes.length === 0 ? (
        <Emptiness
          title={status === "opening" ? "Reading the journal…" : "Nothing was baked yet"}
          actions={bakeButton}
        >
          A bake makes an image from a base and a recipe, tests it, and starts a fresh server from
          it to test it again.
        </Emptiness>
      ) : (
        <Panel>
          <BakeTable bakes={bakes.slice(0, shown)} />
          {bakes.length > shown && (
            <Button onClick={() => setShown(shown + page)}>
              Show {Math.min(page, bakes.length - shown)} older
            </Button>
          )}
        </Panel>
      )}
    </>
  );
}
