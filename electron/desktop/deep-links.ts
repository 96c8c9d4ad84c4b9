/** `bennu://fleets/…` from another program opens that screen. Others write these: only plain paths are followed. */
const screens: ReadonlySet<string> = new Set([
  "fleets",
  "replacements",
  "operations",
  "images",
  "compare",
  "bakes",
  "journal",
  "connections",
]);

/** The screen's address (`#/fleets/…`), or null for anything that isn't exactly such a link. */
export function hashOfLink(text: string): string | null {
  if (text.length > 500) return null;
  const found = /^bennu:\/\/([a-z]+)((?:\/[\w.%@-]{1,200}){0,3})\/?$/.exec(text);
  const [, screen = "", rest = ""] = found ?? [];
  return screens.has(screen) ? `#/${screen}${rest}` : null;
}

export function linkAmong(args: readonly string[]): string | null {
  const link = args.find((arg) => arg.startsWith("bennu://"));
  return link === undefined ? null : hashOfLink(link);
}
