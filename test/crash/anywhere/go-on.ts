/** How a console that stands still is told to go on: by a file beside its folder, which no copy takes along. */
import { existsSync, writeFileSync } from "node:fs";

const fileOf = (folder: string, point: number) => `${folder}.go-on-${String(point)}`;

export const mayGoOn = (folder: string, point: number): boolean =>
  existsSync(fileOf(folder, point));

export const goOn = (folder: string, point: number): void =>
  writeFileSync(fileOf(folder, point), "");
