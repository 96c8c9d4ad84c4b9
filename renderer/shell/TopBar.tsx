import { Kbd } from "../ui/Kbd.tsx";
import type { ColourMode } from "../theme/colour-mode.ts";
import { ConnectionBadge } from "./ConnectionBadge.tsx";
import { Logo } from "./Logo.tsx";
import { PracticeClock } from "./PracticeClock.tsx";
import { SyncBadge } from "./SyncBadge.tsx";
import { useCurrentConnection } from "./current-connection.ts";
import type { Found } from "./use-place.ts";

interface TopBarProps {
  readonly found: Found | null;
  readonly mode: ColourMode;
  readonly onToggleMode: () => void;
  readonly onSearch: () => void;
}

export function TopBar({ found, mode, onToggleMode, onSearch }: TopBarProps) {
  const state = useCurrentConnection(found);
  const other = mode === "dark" ? "light" : "dark";
  return (
    <header className="top-bar">
      <a className="top-bar-logo" href="#/fleets" aria-label="Bennu, go to the fleets">
        <Logo />
        Bennu
      </a>
      {state === null ? null : (
        <>
          <ConnectionBadge state={state} />
          {state.connection.kind === "practice" ? <PracticeClock clock={state.clock} /> : null}
          <SyncBadge state={state} />
        </>
      )}
      <span className="top-bar-space" />
      <button
        type="button"
        className="search-field"
        aria-keyshortcuts="Control+K"
        onClick={onSearch}
      >
        <span>Search fleets, images, servers, actions…</span>
        <Kbd>Ctrl K</Kbd>
      </button>
      <button
        type="button"
        className="round-button"
        aria-label={`Change to ${other} colours`}
        title={`Change to ${other} colours`}
        onClick={onToggleMode}
      >
        {mode === "dark" ? "☾" : "☀"}
      </button>
    </header>
  );
}
