import { useMemo } from "react";
import type { OperationDetail } from "../../../shared/model/operation.ts";
import { slotRows, slotsAt, type Slot } from "../../../shared/slots/pair-slots.ts";
import { usualTimes, type UsualTimes } from "../../../shared/slots/usual-times.ts";
import { useTopic } from "../../client/topic-store.ts";

export interface SlotsView {
  readonly slots: readonly Slot[];
  /** Of this fleet's earlier operations; where they say nothing, of this one so far. */
  readonly usual: UsualTimes;
  readonly isKnown: boolean;
}

/** The slots of an operation as they were then; `atMs` null: as they were last seen. */
export function useSlots(operation: OperationDetail, atMs: number | null): SlotsView {
  const { rows, status } = useTopic("slots", operation.id);
  const paired = useMemo(() => slotRows(rows.values()), [rows]);
  const slots = useMemo(() => slotsAt(paired, atMs ?? Infinity), [paired, atMs]);
  const own = useMemo(() => usualTimes(rows.values()), [rows]);
  const earlier = operation.usual;
  const usual = useMemo(() => ({ ...own, ...earlier }), [own, earlier]);
  return { slots, usual, isKnown: rows.size > 0 || status === "opening" };
}
