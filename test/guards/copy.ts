/**
 * Copies of the sources to take guards out of: the checkout itself is never touched. Each has the checkout's own
 * installed packages.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fastFolder } from "../../build/fast-folder.ts";
import { inProject } from "../../build/paths.ts";
import { timesFound, withoutGuard, type Mutation } from "./mutation.ts";

export interface SourceCopy {
  readonly folder: string;
  /** Does the work on the sources without the guard, and puts it back. Null: it isn't found exactly once. */
  without<T>(mutation: Mutation, work: () => Promise<T>): Promise<T | null>;
  remove(): void;
}

const copied = ["shared", "electron", "renderer", "test", "build", "package.json", "tsconfig.json"];

export function copySources(): SourceCopy {
  const folder = mkdtempSync(join(fastFolder(), "bennu-guards-"));
  for (const name of copied) cpSync(inProject(name), join(folder, name), { recursive: true });
  symlinkSync(inProject("node_modules"), join(folder, "node_modules"), "junction");
  return {
    folder,
    without: (mutation, work) => without(join(folder, mutation.file), mutation, work),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function without<T>(
  file: string,
  mutation: Mutation,
  work: () => Promise<T>,
): Promise<T | null> {
  const source = readFileSync(file, "utf8");
  if (timesFound(source, mutation) !== 1) return null;
  writeFileSync(file, withoutGuard(source, mutation));
  try {
    return await work();
  } finally {
    writeFileSync(file, source);
  }
}
