import { useCallback, useMemo } from "react";
import { serverKey } from "../../../shared/contract/topics.ts";
import type { ServerView } from "../../../shared/model/fleet.ts";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import type { Slot, SlotServerNow } from "../../../shared/slots/pair-slots.ts";
import type { SlotSide } from "../../../shared/slots/slot-server.ts";
import { useTopic } from "../../client/topic-store.ts";
import {
  hasChangedSides,
  isLateNow,
  sideState,
  sideWords,
  slotLook,
  slotWords,
} from "../../components/slots/slot-look.ts";
import { SlotField } from "../../components/slots/SlotField.tsx";
import type { SlotsView } from "../../components/slots/use-slots.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Swatch } from "../../ui/Swatch.tsx";

interface SlotPanelsProps {
  readonly operation: OperationDetail;
  readonly view: SlotsView;
  readonly nowMs: number;
  /** In a replay only what was written down then is known. */
  readonly isReplay: boolean;
  /** What is shown is how it was when the operation ended, and may have gone on since. */
  readonly isAtEnd: boolean;
}

/** Old and new servers in their slots: the same place in both fields is the same slot. */
export function SlotPanels(props: SlotPanelsProps) {
  const { operation, view } = props;
  if (!view.isKnown)
    return (
      <Panel className="slot-panel slot-panel-wide" title="Slots">
        <span className="muted">
          {operation.endedAtMs === null
            ? "No server was looked at yet."
            : "Its servers weren't written down."}
        </span>
      </Panel>
    );
  return (
    <>
      <SidePanel {...props} side="from" />
      <SidePanel {...props} side="to" />
    </>
  );
}

/** A place where no old server ever was isn't one of the old side's; one where no new one is yet is still to be filled. */
function cellsOf(slots: readonly Slot[], side: SlotSide): readonly (SlotServerNow | null)[] {
  if (side === "to") return slots.map(({ next }) => next);
  const last = slots.findLastIndex((slot) => slot.old !== null || hasChangedSides(slot));
  return slots.slice(0, last + 1).map(({ old }) => old);
}

const roles = {
  replace: { from: "old", to: "new" },
  rollback: { from: "left", to: "returned to" },
  retire: { from: "retired", to: "serves" },
} as const;

const noServers: ReadonlyMap<string, ServerView> = new Map();

function SidePanel({
  operation,
  view,
  nowMs,
  isReplay,
  isAtEnd,
  side,
}: SlotPanelsProps & { side: SlotSide }) {
  const { slots, usual } = view;
  const { kind, plan, fleetId } = operation;
  const known = useTopic("servers", fleetId ?? "none").rows;
  const servers = isReplay ? noServers : known;
  const keyOf = useCallback(
    (at: SlotServerNow | null | undefined) =>
      serverKey(operation.connectionId, at?.server.id ?? ""),
    [operation.connectionId],
  );
  const state = sideState(kind, side);
  // In one group some differ from what it would start next, as long as it is changed: that is no snowflake.
  const differs = plan.groups?.inPlace !== undefined;
  const looks = useMemo(
    () =>
      cellsOf(slots, side).map((at) => {
        const late = at !== null && isLateNow(at, usual, nowMs);
        return slotLook(
          at,
          state,
          late,
          at === null || differs ? undefined : servers.get(keyOf(at)),
        );
      }),
    [slots, usual, nowMs, servers, side, state, keyOf, differs],
  );
  const wordsAt = useCallback(
    (index: number) => {
      const slot = slots[index];
      const own = side === "from" ? slot?.old : slot?.next;
      return slot === undefined ? "" : slotWords(slot, side, usual, nowMs, servers.get(keyOf(own)));
    },
    [slots, side, usual, nowMs, servers, keyOf],
  );
  const label = (side === "from" ? plan.groups?.fromLabel : plan.groups?.toLabel) ?? side;
  const again = side === "to" ? (plan.groups?.returns ?? null) : null;
  const own = kind in roles ? roles[kind as keyof typeof roles][side] : side;
  const role = again === null ? own : `${again} again`;
  const counted = sideWords(slots, side);
  const isPast = isAtEnd && /coming|leaving/.test(counted);
  const words = isPast ? `${counted} as it ended` : counted;
  const lateOnes = looks.filter((look) => look === "late").length;
  return (
    <Panel
      className="slot-panel"
      title={
        <>
          <Swatch kind={state} />
          {label} · {role}
        </>
      }
      note={
        <>
          {words}
          {lateOnes === 0 ? null : (
            <span className="tone-warn"> · {lateOnes} longer than usual</span>
          )}
        </>
      }
    >
      <SlotField label={`${label}: ${words} (${role})`} looks={looks} wordsAt={wordsAt} />
    </Panel>
  );
}
