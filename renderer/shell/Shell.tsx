import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useColourMode } from "../theme/colour-mode.ts";
import { Emptiness } from "../ui/Emptiness.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { go } from "../ui/hash-path.ts";
import { CommandPalette } from "./CommandPalette.tsx";
import { KeyboardHelp } from "./KeyboardHelp.tsx";
import { LinkBanner } from "./LinkBanner.tsx";
import { Notices } from "./Notices.tsx";
import { ScreenBoundary } from "./ScreenBoundary.tsx";
import { SideNav } from "./SideNav.tsx";
import { TopBar } from "./TopBar.tsx";
import { usePlace, type Found } from "./use-place.ts";
import { useHotkeys } from "./hotkeys.ts";
import "./shell.css";

export function Shell() {
  const found = usePlace();
  const colours = useColourMode();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);
  const close = useCallback(() => setOpen(null), []);
  useHotkeys({ openPalette: () => setOpen("palette"), openHelp: () => setOpen("help"), go });
  const main = useMainFocus(found?.path);
  return (
    <div className="shell">
      <a className="skip-link" href="#main" onClick={(event) => skip(event, main.current)}>
        Skip to the content
      </a>
      <TopBar
        found={found}
        mode={colours.mode}
        onToggleMode={colours.toggle}
        onSearch={() => setOpen("palette")}
      />
      <SideNav section={found?.route.section ?? null} />
      <main id="main" className="shell-main" tabIndex={-1} ref={main}>
        <LinkBanner />
        <ScreenOf found={found} />
      </main>
      <Notices />
      {open === "palette" ? <CommandPalette onClose={close} onToggleMode={colours.toggle} /> : null}
      {open === "help" ? <KeyboardHelp onClose={close} /> : null}
    </div>
  );
}

function ScreenOf({ found }: { readonly found: Found | null }) {
  if (found === null)
    return (
      <>
        <PageHeader title="Nowhere" />
        <Emptiness title="There is no such place in the console">
          The address may be of another version. <a href="#/fleets">Go to the fleets</a>
        </Emptiness>
      </>
    );
  const { route, place, path } = found;
  return (
    <ScreenBoundary key={path}>
      <Suspense fallback={<PageHeader title={route.title} note="Opening…" />}>
        <route.screen place={place} />
      </Suspense>
    </ScreenBoundary>
  );
}

/** A new place: its title is announced and the keyboard starts at its top. Not on the first one. */
function useMainFocus(path: string | undefined) {
  const main = useRef<HTMLElement>(null);
  const seen = useRef(path);
  useEffect(() => {
    if (seen.current === path) return;
    seen.current = path;
    main.current?.focus({ preventScroll: true });
    main.current?.scrollTo({ top: 0 });
  }, [path]);
  return main;
}

function skip(event: React.MouseEvent, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}
