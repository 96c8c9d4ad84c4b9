/** A picture stands alone, so it carries its colours: those of the program's light and dark theme. */
export type PictureMode = "light" | "dark";

export interface Colours {
  readonly page: string;
  readonly panel: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly green: string;
  readonly orange: string;
  readonly yellow: string;
  readonly red: string;
  readonly blue: string;
}

export const pictureColours: Readonly<Record<PictureMode, Colours>> = {
  light: {
    page: "#f3f5f7",
    panel: "#ffffff",
    line: "#cfd6de",
    text: "#101a26",
    muted: "#4a5768",
    green: "#08683f",
    orange: "#9a4a00",
    yellow: "#735200",
    red: "#b3201a",
    blue: "#0b58b0",
  },
  dark: {
    page: "#0f141a",
    panel: "#161c24",
    line: "#2c3642",
    text: "#eef1f4",
    muted: "#aab4c0",
    green: "#5fd9a0",
    orange: "#ffae5c",
    yellow: "#fbc94f",
    red: "#ff8a84",
    blue: "#7cc0ff",
  },
};
