/**
 * Rolling back from anywhere. `now` is the one click: it starts at once where the environment allows it; in
 * production, where servers leave service for it, and for `ask` everywhere, a dialog shows first what will be done.
 */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { useAction } from "../../client/requests.ts";
import { useTopic } from "../../client/topic-store.ts";
import { SEE_FIRST } from "../../../shared/rules/seen-first.ts";
import { links } from "../../links.ts";
import { go } from "../../ui/hash-path.ts";
import { needsTypedName } from "../connections/environment.ts";
import { RollbackDialog } from "./RollbackDialog.tsx";
import { RefusedNotice } from "./RefusedNotice.tsx";

export interface RollbackActions {
  readonly now: (fleetId: string, generationId: string) => void;
  readonly ask: (fleetId: string, generationId: string) => void;
  readonly isPending: boolean;
}

interface Target {
  readonly fleetId: string;
  readonly generationId: string;
}

interface Said {
  readonly reason: string;
  readonly confirmation: string | null;
  readonly seen: boolean;
}

const RollbackContext = createContext<RollbackActions | null>(null);

export function useRollback(): RollbackActions {
  const actions = useContext(RollbackContext);
  if (actions === null) throw new Error("useRollback outside of RollbackProvider");
  return actions;
}

export function RollbackProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<Target | null>(null);
  const fleets = useTopic("fleets").rows;
  const connections = useTopic("connections").rows;
  const start = useAction("operation:rollback");
  const { mutate, reset, isPending } = start;

  // What is asked about one screen isn't asked over another.
  useEffect(() => {
    const leave = () => setAsked(null);
    window.addEventListener("hashchange", leave);
    return () => window.removeEventListener("hashchange", leave);
  }, []);
  const ask = useCallback((fleetId: string, generationId: string) => {
    setAsked({ fleetId, generationId });
  }, []);
  const run = useCallback(
    (target: Target, { reason, confirmation, seen }: Said) =>
      mutate(
        { ...target, reason, confirmation, seen },
        {
          onError: ({ details }) => {
            if (details[SEE_FIRST] !== true) return;
            reset();
            setAsked(target);
          },
          onSuccess: ({ operationId }) => {
            setAsked(null);
            go(links.operation(operationId));
          },
        },
      ),
    [mutate, reset],
  );
  const connectionOf = (fleetId: string) =>
    connections.get(fleets.get(fleetId)?.connectionId ?? "")?.connection;
  const now = (fleetId: string, generationId: string) => {
    if (needsTypedName(connectionOf(fleetId))) ask(fleetId, generationId);
    else
      run(
        { fleetId, generationId },
        { reason: "Rolled back with one click", confirmation: null, seen: false },
      );
  };
  const actions = { now, ask, isPending };
  const fleet = asked === null ? undefined : fleets.get(asked.fleetId);
  return (
    <RollbackContext value={useStable(actions)}>
      {children}
      {asked === null && start.error !== null ? (
        <RefusedNotice error={start.error} onClose={start.reset} />
      ) : null}
      {asked === null || fleet === undefined ? null : (
        <RollbackDialog
          fleet={fleet}
          generationId={asked.generationId}
          typedName={needsTypedName(connectionOf(asked.fleetId))}
          isStarting={isPending}
          error={start.error}
          onStart={(reason, confirmation) => run(asked, { reason, confirmation, seen: true })}
          onClose={() => {
            setAsked(null);
            start.reset();
          }}
        />
      )}
    </RollbackContext>
  );
}

/** The same functions for as long as nothing that they read has changed. */
function useStable(actions: RollbackActions): RollbackActions {
  const { now, ask, isPending } = actions;
  const latest = useRef(now);
  useLayoutEffect(() => {
    latest.current = now;
  });
  return useMemo(
    () => ({
      ask,
      isPending,
      now: (fleetId, generationId) => latest.current(fleetId, generationId),
    }),
    [ask, isPending],
  );
}
