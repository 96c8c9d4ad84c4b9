/** User data as items: `KEY=VALUE` lines one by one, so that one changed value is one item; all other lines as a text. */
import { restKeptBack } from "../../bake/manifest/mark.ts";
import { withoutSecrets } from "../../bake/without-secrets.ts";

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

export function userDataItems(userData: string | null): [string, string][] {
  if (userData === null) return [];
  const items: [string, string][] = [];
  const rest: string[] = [];
  for (const line of userData.split(/\r?\n/)) {
    const [, name, value = ""] = assignment.exec(line) ?? [];
    if (name !== undefined) items.push([`user data · ${name}`, plainValue(name, unquoted(value))]);
    else if (line.trim() !== "") rest.push(plainLine(line));
  }
  if (rest.length > 0) items.push(["user data · other lines", rest.join("\n")]);
  return items;
}

/** A comparison goes to change records: a secret's value is kept back, its mark shows that it changed. */
function plainValue(name: string, value: string): string {
  const isSecret = withoutSecrets(`${name}=x`) !== `${name}=x`;
  return isSecret && value !== "" ? restKeptBack("", value) : plainLine(value);
}

function plainLine(line: string): string {
  const plain = withoutSecrets(line);
  return plain === line ? line : restKeptBack(plain, line);
}

const unquoted = (text: string) => /^(["'])(.*)\1\s*$/.exec(text)?.[2] ?? text.trim();
