import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTopic } from "../client/topic-store.ts";
import { useRollback } from "../components/operations/RollbackProvider.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { go } from "../ui/hash-path.ts";
import {
  fittingEntries,
  paletteEntries,
  type PaletteDeed,
  type PaletteEntry,
} from "./palette-entries.ts";
import "./command-palette.css";

interface CommandPaletteProps {
  readonly onClose: () => void;
  readonly onToggleMode: () => void;
}

const most = 60;

export function CommandPalette({ onClose, onToggleMode }: CommandPaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const shown = useEntries(query);
  const run = useDeed(onToggleMode);
  useEffect(() => dialog.current?.showModal(), []);

  const choose = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return;
    onClose();
    run(entry.deed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((now) => Math.min(shown.length - 1, Math.max(0, now + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(shown[active]);
    }
  };
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Search and actions"
      onClose={onClose}
      onClick={(event) => (event.target === dialog.current ? onClose() : undefined)}
    >
      <div className="palette-field">
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={
            shown[active] === undefined ? undefined : `${listId}-${String(active)}`
          }
          aria-label="Search fleets, images, servers, actions"
          placeholder="Search fleets, images, servers, actions…"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>Esc</Kbd>
      </div>
      <EntryList
        id={listId}
        entries={shown}
        active={active}
        onActive={setActive}
        onChoose={choose}
      />
      {shown.length === 0 ? (
        <p className="palette-nothing" role="status">
          Nothing has this in its name. A server is found by its id or address.
        </p>
      ) : null}
    </dialog>
  );
}

function useEntries(query: string): readonly PaletteEntry[] {
  const fleets = useTopic("fleets").rows;
  const images = useTopic("images").rows;
  const servers = useTopic("servers", "*").rows;
  const operations = useTopic("operations").rows;
  const entries = useMemo(
    () =>
      paletteEntries({
        fleets: fleets.values(),
        images: images.values(),
        servers: servers.values(),
        operations: operations.values(),
      }),
    [fleets, images, servers, operations],
  );
  return useMemo(() => fittingEntries(entries, query, most), [entries, query]);
}

function useDeed(onToggleMode: () => void): (deed: PaletteDeed) => void {
  const rollback = useRollback();
  return (deed) => {
    if (deed.kind === "go") go(deed.href);
    else if (deed.kind === "roll-back") rollback.ask(deed.fleetId, deed.generationId);
    else onToggleMode();
  };
}

interface EntryListProps {
  readonly id: string;
  readonly entries: readonly PaletteEntry[];
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onChoose: (entry: PaletteEntry) => void;
}

function EntryList({ id, entries, active, onActive, onChoose }: EntryListProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <ul id={id} ref={list} role="listbox" aria-label="Found" className="palette-list">
      {entries.map((entry, index) => (
        <li
          key={entry.key}
          id={`${id}-${String(index)}`}
          role="option"
          aria-selected={index === active}
          onPointerMove={() => onActive(index)}
          onClick={() => onChoose(entry)}
        >
          <span className="palette-group">{entry.group}</span>
          <span className="palette-text">{entry.text}</span>
          <span className="palette-note">{entry.note}</span>
        </li>
      ))}
    </ul>
  );
}
