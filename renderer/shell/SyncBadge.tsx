import { wallAt, type ConnectionState } from "../../shared/model/connection.ts";
import { countWords } from "../../shared/words/counts.ts";
import { agoWords } from "../../shared/words/durations.ts";
import { connectionWords } from "../components/connections/connection-words.ts";
import { Pill } from "../ui/Pill.tsx";
import { useTicking } from "../ui/ticker.ts";
import { useLink } from "./use-link.ts";

export function SyncBadge({ state }: { readonly state: ConnectionState }) {
  const { title, tone } = connectionWords(state);
  const age = useTicking((wallMs) => syncAge(state, wallMs));
  const isLinked = useLink();
  if (!isLinked)
    return (
      <Pill tone="bad" title="The link to the console is lost">
        link lost · {age}
      </Pill>
    );
  return (
    <Pill tone={tone} title={state.error?.message ?? title}>
      {age} · {countWords(Math.round(state.callsPerMinute), "call")}/min
    </Pill>
  );
}

/** In real seconds: how long ago the console last read the cloud, whatever the cloud's own clock does. */
function syncAge(state: ConnectionState, wallMs: number): string {
  if (state.phase === "failed" && state.lastSyncAtMs === null) return "never synced";
  if (state.lastSyncAtMs === null) return `first sync, ${String(state.pagesRead)} pages`;
  return `synced ${agoWords(wallAt(state.clock, state.lastSyncAtMs), wallMs)}`;
}
