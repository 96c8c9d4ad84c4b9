/** Which images may go: the rules of a connection, what they say of every image, and servers whose image is gone. */
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import type { RetentionRules } from "../../../../shared/model/retention.ts";
import { useAction, useRequest } from "../../../client/requests.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { Problem } from "../../../components/Problem.tsx";
import { links } from "../../../links.ts";
import type { Place } from "../../../place.ts";
import { Emptiness } from "../../../ui/Emptiness.tsx";
import { go } from "../../../ui/hash-path.ts";
import { PageHeader } from "../../../ui/PageHeader.tsx";
import { GonePanel } from "./GonePanel.tsx";
import { ReportPanel } from "./ReportPanel.tsx";
import { RulesPanel } from "./RulesPanel.tsx";
import "./retention.css";

export function RetentionScreen({ place }: { readonly place: Place }) {
  const { rows, status } = useTopic("connections");
  const named = place.query.get("connection");
  const known = [...rows.values()].map(({ connection }) => connection);
  const chosen = known.find(({ id }) => id === named) ?? known[0];
  const options = known.map(({ id, name }) => ({ value: id as string, label: name }));
  return (
    <>
      <PageHeader
        title="Retention"
        note={<a href={links.images(chosen ? { connection: chosen.id } : {})}>Images</a>}
        actions={
          options.length > 1 && (
            <Select
              ariaLabel="Connection"
              options={options}
              selectedOption={options.find(({ value }) => value === chosen?.id) ?? null}
              onChange={({ detail }) =>
                go(links.retention({ connection: detail.selectedOption.value ?? "" }))
              }
            />
          )
        }
      />
      {chosen === undefined ? (
        <Emptiness title={status === "opening" ? "Reading…" : "There is no connection"}>
          Add one under Connections.
        </Emptiness>
      ) : (
        <Retention key={chosen.id} connectionId={chosen.id} />
      )}
    </>
  );
}

function Retention({ connectionId }: { readonly connectionId: string }) {
  const saved = useRequest("retention:read", { connectionId });
  const ask = useAction("retention:dry-run");
  const [asked, setAsked] = useState<RetentionRules | null>(null);
  const run = (rules: RetentionRules) => {
    setAsked(rules);
    ask.mutate({ connectionId, rules });
  };
  if (saved.error) return <Problem error={saved.error} onRetry={() => void saved.refetch()} />;
  if (saved.data === undefined) return <Emptiness title="Reading the rules…" />;
  return (
    <div className="retention">
      <RulesPanel
        key={JSON.stringify(saved.data)}
        connectionId={connectionId}
        saved={saved.data}
        isAsking={ask.isPending}
        onAsk={run}
      />
      <ReportPanel
        connectionId={connectionId}
        report={ask.data ?? null}
        isAsking={ask.isPending}
        error={ask.error}
        onAgain={() => asked && run(asked)}
      />
      <GonePanel connectionId={connectionId} />
    </div>
  );
}
