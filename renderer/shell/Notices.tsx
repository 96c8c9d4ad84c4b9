import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "../client/client-context.tsx";
import { useTopic } from "../client/topic-store.ts";
import type { ConsoleEvent } from "../../shared/contract/topics.ts";
import { isStillTrue } from "./notice-standing.ts";
import "./notices.css";

type Raised = Extract<ConsoleEvent, { event: "notice:raised" }> & { readonly key: number };

const marks = { info: "i", good: "✓", warn: "!", bad: "✕" } as const;
const most = 4;
/** Good news leaves by itself; the journal keeps it. Warnings stay until they are closed. */
const showForMs = 12_000;

/** What the console says unasked, over the corner of the screen. */
export function Notices() {
  const { bridge } = useClient();
  const [raised, setRaised] = useState<readonly Raised[]>([]);
  const dismiss = useCallback(
    (key: number) => setRaised((now) => now.filter((notice) => notice.key !== key)),
    [],
  );
  useEffect(() => {
    let key = 0;
    return bridge.onEvent((event) => {
      if (event.event !== "notice:raised") return;
      key += 1;
      const notice = { ...event, key };
      setRaised((now) => {
        const others = now.filter((other) => !isOvertaken(other, notice));
        return isOnScreen(event.link) ? others : [notice, ...others].slice(0, most);
      });
    });
  }, [bridge]);
  useEffect(() => {
    const look = () => setRaised((now) => now.filter(({ link }) => !isOnScreen(link)));
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  const operations = useTopic("operations").rows;
  const box = useRoomBelow();
  return (
    <div ref={box} className="notices" role="region" aria-label="Notices" aria-live="polite">
      {raised
        .filter((notice) => isStillTrue(notice, operations))
        .map((notice) => (
          <NoticeCard key={notice.key} notice={notice} onDismiss={dismiss} />
        ))}
    </div>
  );
}

/** The page gets as much room below as they take: nothing of it has to stay under them. */
function useRoomBelow() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => {
      const height = `${String(element.offsetHeight)}px`;
      document.documentElement.style.setProperty("--notices-height", height);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return box;
}

/** What the user looks at already needs no notice. */
const isOnScreen = (link: string | null) => link !== null && link === location.hash;

/** Said again, or no longer how it is with that operation. */
const isOvertaken = (earlier: Raised, by: Raised) =>
  earlier.text === by.text ||
  (earlier.link !== null &&
    earlier.link === by.link &&
    /^#\/(operations|bakes|campaigns)\//.test(earlier.link));

interface NoticeCardProps {
  readonly notice: Raised;
  readonly onDismiss: (key: number) => void;
}

function NoticeCard({ notice, onDismiss }: NoticeCardProps) {
  const { key, level, text, link } = notice;
  const leaves = level === "good" || level === "info";
  useEffect(() => {
    if (!leaves) return;
    const timer = setTimeout(() => onDismiss(key), showForMs);
    return () => clearTimeout(timer);
  }, [leaves, key, onDismiss]);
  return (
    <div className={`notice notice-${level}`} role={level === "bad" ? "alert" : undefined}>
      <span className="notice-mark" aria-hidden="true">
        {marks[level]}
      </span>
      <span className="notice-text">
        {text} {link === null ? null : <a href={link}>Open</a>}
      </span>
      <button
        type="button"
        className="text-button tone-neutral"
        aria-label={`Close the notice: ${text}`}
        onClick={() => onDismiss(key)}
      >
        ✕
      </button>
    </div>
  );
}
