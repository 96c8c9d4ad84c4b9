/** Time as a connection tells it: real for AWS, up to 600 times faster on the practice cloud. */
import { useCallback } from "react";
import {
  clockAt,
  wallAt,
  type ClockReading,
  type ConnectionState,
} from "../../../shared/model/connection.ts";
import { ageWords, agoWords } from "../../../shared/words/durations.ts";
import { useTopic } from "../../client/topic-store.ts";
import { useTicking } from "../../ui/ticker.ts";

const realClock: ClockReading = { nowMs: 0, wallMs: 0, speed: 1 };

function useConnectionClock(connectionId: string | null): ClockReading {
  const { rows } = useTopic("connections");
  return (connectionId === null ? undefined : rows.get(connectionId)?.clock) ?? realClock;
}

/** How much faster than the wall's the connection's time passes. */
export const useClockSpeed = (connectionId: string | null): number =>
  useConnectionClock(connectionId).speed;

/** The connection's time now, to the second; ticks. */
export function useConnectionNow(connectionId: string | null): number {
  const clock = useConnectionClock(connectionId);
  return useTicking(
    useCallback((wallMs: number) => Math.floor(clockAt(clock, wallMs) / 1000) * 1000, [clock]),
  );
}

/** A text that depends on the connection's time; drawn again only when the text changes. */
export function useClockText(connectionId: string, words: (nowMs: number) => string): string {
  const clock = useConnectionClock(connectionId);
  return useTicking((wallMs) => words(clockAt(clock, wallMs)));
}

export function useAgeWords(connectionId: string, sinceMs: number | null): string {
  return useClockText(connectionId, (nowMs) => (sinceMs === null ? "—" : ageWords(sinceMs, nowMs)));
}

/**
 * How long ago something was read, in real time: reading takes real time, whatever the cloud's own clock does.
 * Empty: it never was.
 */
export function useReadAgo({ clock, lastSyncAtMs }: ConnectionState): string {
  return useTicking((wallMs) =>
    lastSyncAtMs === null ? "" : agoWords(wallAt(clock, lastSyncAtMs), wallMs),
  );
}

/** With its "ago", which "just now" has none of. */
export function useAgoWords(connectionId: string, sinceMs: number | null): string {
  return useClockText(connectionId, (nowMs) => (sinceMs === null ? "—" : agoWords(sinceMs, nowMs)));
}
