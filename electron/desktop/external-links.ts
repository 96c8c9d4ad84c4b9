/** The web pages that the console links to. Nothing else is ever handed to the system's browser. */
import type { Shell } from "electron";

export type Opener = Pick<Shell, "openExternal">;

const hosts: ReadonlySet<string> = new Set([
  "docs.aws.amazon.com",
  "console.aws.amazon.com",
  "aws.amazon.com",
]);

export function mayOpenExternally(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const plain = url.username === "" && url.password === "" && url.port === "";
  return url.protocol === "https:" && plain && hosts.has(url.hostname);
}

export function openExternally(opener: Opener, url: string): void {
  if (!mayOpenExternally(url)) return;
  opener.openExternal(url).catch((error: unknown) => {
    console.error(`The system's browser could not be opened: ${String(error)}`);
  });
}
