import { useCallback, useEffect, useState } from "react";
import { fittingSpeed, type ReplaySpan, type ReplaySpeed } from "./operation-at.ts";

export interface Replay {
  /** Null: the present, or the end. */
  readonly atMs: number | null;
  readonly isPlaying: boolean;
  readonly speed: ReplaySpeed;
  readonly setSpeed: (speed: ReplaySpeed) => void;
  readonly goTo: (atMs: number | null) => void;
  readonly toggle: () => void;
}

const frameMs = 100;

export function useReplay(span: ReplaySpan): Replay {
  const [atMs, setAt] = useState<number | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [chosen, setSpeed] = useState<ReplaySpeed | null>(null);
  const speed = chosen ?? fittingSpeed(span);
  const { startMs, endMs } = span;
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(
      () => setAt((at) => Math.min(endMs, (at ?? startMs) + frameMs * speed)),
      frameMs,
    );
    return () => clearInterval(timer);
  }, [isPlaying, speed, startMs, endMs]);
  const isOver = atMs !== null && atMs >= endMs;
  const runs = isPlaying && !isOver;
  const goTo = useCallback((at: number | null) => {
    setPlaying(false);
    setAt(at);
  }, []);
  const toggle = useCallback(() => {
    if (!runs) setAt((at) => (at === null || at >= endMs ? startMs : at));
    setPlaying(!runs);
  }, [runs, startMs, endMs]);
  return { atMs, isPlaying: runs, speed, setSpeed, goTo, toggle };
}
