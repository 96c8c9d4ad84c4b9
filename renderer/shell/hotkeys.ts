/** Keys that work anywhere: Ctrl K, ?, and g followed by a letter. Never while the user writes. */
import { useEffect, useRef } from "react";
import { links } from "../links.ts";

export interface Hotkey {
  readonly keys: string;
  readonly does: string;
}

const places: Readonly<Record<string, { readonly does: string; readonly href: string }>> = {
  f: { does: "Fleets", href: links.fleets() },
  i: { does: "Images", href: links.images() },
  b: { does: "Bakes", href: links.bakes() },
  r: { does: "Replacements", href: links.replacements() },
  j: { does: "Journal", href: links.journal() },
  p: { does: "Practice", href: links.practice() },
  c: { does: "Connections", href: links.connections() },
};

export const hotkeys: readonly Hotkey[] = [
  { keys: "Ctrl K", does: "Search, and every action by name" },
  { keys: "/", does: "The same" },
  ...Object.entries(places).map(([key, place]) => ({ keys: `g ${key}`, does: place.does })),
  { keys: "↑ ↓ Home End", does: "Move within a table" },
  { keys: "Enter", does: "Open the row" },
  { keys: "Esc", does: "Close what is open" },
  { keys: "?", does: "This list" },
];

interface Actions {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  readonly go: (href: string) => void;
}

export function useHotkeys(actions: Actions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    let afterG = false;
    const onKey = (event: KeyboardEvent) => {
      const wasAfterG = afterG;
      afterG = false;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return latest.current.openPalette();
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (event.key === "?") return latest.current.openHelp();
      if (event.key === "/") {
        event.preventDefault();
        return latest.current.openPalette();
      }
      const place = wasAfterG ? places[event.key] : undefined;
      if (place !== undefined) latest.current.go(place.href);
      else afterG = event.key === "g";
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input, textarea, select, [role="textbox"], [contenteditable], dialog, [role="dialog"]',
    ) !== null
  );
}
