/**
 * The renderer's built files by path, for both hosts. Only what was there at the start is ever served: a path is
 * looked up in a list, never joined to a folder, so no path can leave it.
 */
import { readFileSync, readdirSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

export interface PageFile {
  readonly contentType: string;
  readonly body: Buffer<ArrayBuffer>;
}
export type PageFiles = ReadonlyMap<string, PageFile>;

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
};

/** Keys are URL paths: `/`, `/index.html`, `/assets/…`. Files of an unknown kind are left out. */
export function readPageFiles(folder: string): PageFiles {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const contentType = contentTypes[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const key = `/${relative(folder, path).split(sep).join("/")}`;
    files.set(key, { contentType, body: readFileSync(path) });
  }
  const index = files.get("/index.html");
  if (index) files.set("/", index);
  return files;
}
