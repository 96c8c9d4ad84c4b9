/** The theme's colours as the canvas needs them, read anew when light and dark change. */
import { useSyncExternalStore } from "react";
import type { ImageTone } from "../image-marks.ts";

export interface Palette {
  readonly page: string;
  readonly panel: string;
  readonly line: string;
  readonly lineSoft: string;
  readonly text: string;
  readonly text2: string;
  readonly blue: string;
  readonly green: string;
  readonly red: string;
  readonly yellow: string;
  readonly ink: string;
  readonly fills: Readonly<Record<ImageTone, string>>;
  readonly font: string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    page: of("page"),
    panel: of("panel"),
    line: of("line"),
    lineSoft: of("line-soft"),
    text: of("text"),
    text2: of("text-2"),
    blue: of("blue"),
    green: of("green"),
    red: of("red"),
    yellow: of("yellow"),
    ink: of("fill-ink"),
    fills: {
      live: of("fill-live"),
      rising: of("fill-rising"),
      warm: of("fill-warm"),
      cold: of("fill-cold"),
      bad: of("fill-bad"),
    },
    font: of("sans"),
  };
}

function followTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  for (const element of [document.body, document.documentElement])
    observer.observe(element, { attributes: true, attributeFilter: ["class"] });
  return () => observer.disconnect();
}

/** A text that is another one once the colours are. */
const themeText = () => `${document.body.className} ${document.documentElement.className}`;

/** Changes when the colours do. */
export const useTheme = () => useSyncExternalStore(followTheme, themeText);
