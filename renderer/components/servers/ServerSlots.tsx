import { memo } from "react";
import type { GenerationState, ServerView } from "../../../shared/model/fleet.ts";
import { cellLook, inSlotOrder, serverWords, type CellLook } from "./server-look.ts";
import "./server-slots.css";

interface ServerSlotsProps {
  readonly label: string;
  readonly servers: readonly ServerView[];
  readonly state: GenerationState;
  /** Slots that no server fills yet are drawn empty up to this number. */
  readonly size: number;
  /** A server to point out. */
  readonly marked?: string | null;
}

const marks: Readonly<Record<CellLook, string>> = {
  rising: "",
  live: "",
  warm: "",
  coming: "–",
  leaving: "↓",
  standby: "‖",
  off: "",
  bad: "!",
};

/** One cell a slot. What each is stands in its tooltip; the table view says the same in words. */
export function ServerSlots({ label, servers, state, size, marked = null }: ServerSlotsProps) {
  const shown = inSlotOrder(servers);
  const empty = Math.max(0, size - shown.length);
  return (
    <div className="slots" role="img" aria-label={label}>
      {shown.map((server) => (
        <Slot key={server.id} server={server} state={state} isMarked={server.id === marked} />
      ))}
      {Array.from({ length: empty }, (_, index) => (
        <span key={index} className="slot slot-empty" />
      ))}
    </div>
  );
}

interface SlotProps {
  readonly server: ServerView;
  readonly state: GenerationState;
  readonly isMarked: boolean;
}

const Slot = memo(function Slot({ server, state, isMarked }: SlotProps) {
  const look = server.state === "launching" ? "launching" : cellLook(server, state);
  return (
    <span
      className={`slot slot-${look} ${isMarked ? "slot-marked" : ""}`}
      title={serverWords(server)}
    >
      {look === "launching" ? "" : marks[look]}
    </span>
  );
});
