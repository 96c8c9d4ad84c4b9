/** Light or dark: the system's preference until the user chooses; the choice is kept in this browser profile. */
import { applyDensity, applyMode, Density, Mode } from "@cloudscape-design/global-styles";
import { useCallback, useEffect, useState } from "react";

export type ColourMode = "light" | "dark";
const storageKey = "bennu.colour-mode";

function chosenMode(): ColourMode | null {
  const stored = localStorage.getItem(storageKey);
  return stored === "light" || stored === "dark" ? stored : null;
}

function systemMode(query: MediaQueryList): ColourMode {
  return query.matches ? "light" : "dark";
}

export function useColourMode(): { mode: ColourMode; toggle: () => void } {
  const [query] = useState(() => matchMedia("(prefers-color-scheme: light)"));
  const [mode, setMode] = useState<ColourMode>(() => chosenMode() ?? systemMode(query));
  useEffect(() => {
    const follow = () => setMode(chosenMode() ?? systemMode(query));
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, [query]);
  useEffect(() => {
    applyMode(mode === "dark" ? Mode.Dark : Mode.Light);
    applyDensity(Density.Compact);
  }, [mode]);
  const toggle = useCallback(() => {
    setMode((now) => {
      const next = now === "dark" ? "light" : "dark";
      localStorage.setItem(storageKey, next);
      return next;
    });
  }, []);
  return { mode, toggle };
}
