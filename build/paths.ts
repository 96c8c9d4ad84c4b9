import { fileURLToPath } from "node:url";

/** Absolute path of something in the project, given from its root. */
export function inProject(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
