import type { ConnectionState } from "../../shared/model/connection.ts";
import type { TopicName } from "../../shared/contract/topics.ts";
import { useClient } from "../client/client-context.tsx";
import { useTopic } from "../client/topic-store.ts";
import { useLinkLost } from "../client/use-link-lost.ts";
import { connectionWords } from "../components/connections/connection-words.ts";
import { useRunningCounts } from "../components/operations/running.ts";
import { links } from "../links.ts";

interface Entry {
  readonly section: string;
  readonly title: string;
  readonly href: string;
  readonly count?: number;
  /** A large table that the screen shows: asked for as soon as the pointer or the focus is on the link. */
  readonly table?: TopicName;
}

export function SideNav({ section }: { readonly section: string | null }) {
  const running = useRunningCounts();
  const connections = useTopic("connections");
  const entries: readonly Entry[] = [
    { section: "fleets", title: "Fleets", href: links.fleets() },
    { section: "images", title: "Images", href: links.images(), table: "images" },
    { section: "bakes", title: "Bakes", href: links.bakes(), count: running.bakes },
    {
      section: "replacements",
      title: "Replacements",
      href: links.replacements(),
      count: running.fleets,
    },
    { section: "journal", title: "Journal", href: links.journal() },
    { section: "practice", title: "Practice", href: links.practice() },
    { section: "connections", title: "Connections", href: links.connections() },
  ];
  return (
    <nav className="side-nav" aria-label="Console">
      <ul>
        {entries.map((entry) => (
          <li key={entry.section}>
            <SideLink entry={entry} isCurrent={entry.section === section} />
          </li>
        ))}
      </ul>
      <h2>Connections</h2>
      <ul>
        {[...connections.rows.values()].map((state) => (
          <li key={state.connection.id}>
            <ConnectionLink state={state} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SideLink({ entry, isCurrent }: { readonly entry: Entry; readonly isCurrent: boolean }) {
  const { topics } = useClient();
  const { table } = entry;
  const warm = () => {
    if (table !== undefined && !isCurrent) topics.warm(table);
  };
  return (
    <a
      href={entry.href}
      aria-current={isCurrent ? "page" : undefined}
      onPointerEnter={warm}
      onFocus={warm}
    >
      <span>{entry.title}</span>
      {entry.count === undefined || entry.count === 0 ? null : (
        <span className="side-nav-count">
          {entry.count}
          <span className="only-for-readers"> running</span>
        </span>
      )}
    </a>
  );
}

function ConnectionLink({ state }: { readonly state: ConnectionState }) {
  const lost = useLinkLost();
  const words = connectionWords(state);
  // What was last heard of it is no news of it.
  const { title, tone } = lost === null ? words : { title: lost, tone: "neutral" as const };
  return (
    <a href={links.connections(state.connection.id)} title={title}>
      <span className="side-nav-name">{state.connection.name}</span>
      <span className={`state-dot tone-${tone}`} aria-hidden="true" />
      <span className="only-for-readers">{title}</span>
    </a>
  );
}
