/** User data as items: `KEY=VALUE` lines one by one, so that one changed value is one item; all other lines as a text. */
const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

export function userDataItems(userData: string | null): [string, string][] {
  if (userData === null) return [];
  const items: [string, string][] = [];
  const rest: string[] = [];
  for (const line of userData.split(/\r?\n/)) {
    const [, name, value = ""] = assignment.exec(line) ?? [];
    if (name !== undefined) items.push([`user data · ${name}`, unquoted(value)]);
    else if (line.trim() !== "") rest.push(line);
  }
  if (rest.length > 0) items.push(["user data · other lines", rest.join("\n")]);
  return items;
}

const unquoted = (text: string) => /^(["'])(.*)\1\s*$/.exec(text)?.[2] ?? text.trim();
