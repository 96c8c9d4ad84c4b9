import Button from "@cloudscape-design/components/button";
import type { ConnectionState } from "../../../shared/model/connection.ts";
import { countWords } from "../../../shared/words/counts.ts";
import { agoWords } from "../../../shared/words/durations.ts";
import { useAction } from "../../client/requests.ts";
import { Problem } from "../../components/Problem.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Pill } from "../../ui/Pill.tsx";
import { useTicking } from "../../ui/ticker.ts";
import { CardFoot } from "./CardFoot.tsx";
import { GuardRailsLine } from "./guard-rails/GuardRailsLine.tsx";
import { PromiseLine } from "./PromiseLine.tsx";
import { connectionWords } from "../../components/connections/connection-words.ts";
import { wallAt } from "../../../shared/model/connection.ts";

interface Props {
  readonly state: ConnectionState;
  readonly highlighted: boolean;
}

export function ConnectionCard({ state, highlighted }: Props) {
  const { connection } = state;
  const words = connectionWords(state);
  const retry = useAction("connection:retry");
  const title = (
    <span className="connection-title">
      {connection.name} <Pill tone={words.tone}>{words.title}</Pill>
      {connection.readOnly && <Pill tone="info">read only</Pill>}
      {connection.environment === "prod" && <Pill tone="bad">prod</Pill>}
    </span>
  );
  return (
    <Panel
      title={title}
      className={highlighted ? "connection-highlighted" : ""}
      actions={<CardActions state={state} />}
    >
      {words.detail !== null && <p className="muted">{words.detail}</p>}
      {state.error !== null && (
        <Problem
          error={state.error}
          onRetry={() => retry.mutate({ connectionId: connection.id })}
        />
      )}
      <Facts state={state} />
      <GuardRailsLine connection={connection} />
      <PromiseLine connection={connection} />
      <CardFoot state={state} />
    </Panel>
  );
}

function CardActions({ state }: { readonly state: ConnectionState }) {
  const { connection } = state;
  const remove = useAction("connection:remove");
  if (connection.kind === "practice") return null;
  return (
    <>
      {remove.error && <span className="tone-bad">{remove.error.message}</span>}
      <Button
        loading={remove.isPending}
        onClick={() => remove.mutate({ connectionId: connection.id })}
      >
        Remove {connection.name}
      </Button>
    </>
  );
}

function Facts({ state }: { readonly state: ConnectionState }) {
  const { connection, counts } = state;
  const age = useTicking((wallMs) =>
    state.lastSyncAtMs === null
      ? "never"
      : agoWords(wallAt(state.clock, state.lastSyncAtMs), wallMs),
  );
  const facts: readonly (readonly [string, string])[] = [
    ["Account", state.accountId ?? "not known yet"],
    ["Signed in as", state.principalArn ?? "not known yet"],
    ["Region", connection.region],
    ["Profile", connection.profile ?? "none: the practice cloud's own keys"],
    ["Endpoint", endpointWords(state)],
    ["Last read", age],
    ["Calls a minute", String(state.callsPerMinute)],
    ["Holds", state.lastSyncAtMs === null ? "not known yet" : holdsWords(counts)],
  ];
  return (
    <dl className="connection-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function holdsWords({ fleets, servers, images }: ConnectionState["counts"]): string {
  const parts = [
    countWords(fleets, "fleet"),
    countWords(servers, "server"),
    countWords(images, "image"),
  ];
  return parts.join(", ");
}

function endpointWords({ connection }: ConnectionState): string {
  if (connection.kind === "practice") return "inside this program; it can't reach the network";
  return connection.endpoint ?? "AWS, or what the profile says";
}
