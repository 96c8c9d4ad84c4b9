/** Configuration from outside: what makes a server differ from its image. Template version, user data, group. */
import { settingsInWords } from "../fleet/settings-in-words.ts";
import type { GroupFact, TemplateVersionFact } from "../model/facts.ts";
import type { ItemChange } from "./comparison.ts";
import { compareValues, type Values } from "./items.ts";

export interface Outside {
  readonly templateVersion: TemplateVersionFact | null;
  readonly group: GroupFact | null;
}

export function compareOutside(left: Outside, right: Outside): ItemChange[] {
  return [
    ...compareValues(
      "configuration",
      templateValues(left.templateVersion),
      templateValues(right.templateVersion),
    ),
    ...groupItems(left.group, right.group),
  ];
}

/** A generation without a group has no settings of its own: nothing to hold against the other's. */
function groupItems(left: GroupFact | null, right: GroupFact | null): ItemChange[] {
  if (left === null || right === null) return [];
  return compareValues("group", groupValues(left), groupValues(right));
}

const groupValues = (group: GroupFact): Values =>
  new Map(settingsInWords(group).map(({ name, value }) => [name, value]));

function templateValues(version: TemplateVersionFact | null): Values {
  if (version === null) return new Map();
  return new Map([
    ["launch template", version.templateName],
    ["image alias", version.imageAlias],
    ["instance type", version.instanceType],
    ["key pair", version.keyName],
    ["security groups", [...version.securityGroupIds].sort().join(", ")],
    ["instance profile", version.instanceProfile],
    ...Object.entries(version.other),
    ...Object.entries(version.tags).map(([key, value]) => [`tag ${key}`, value] as const),
    ...userDataItems(version.userData),
  ]);
}

/** `KEY=VALUE` lines one by one, so that one changed value is one item; all other lines as one text. */
export function userDataItems(userData: string | null): [string, string][] {
  if (userData === null) return [];
  const items: [string, string][] = [];
  const rest: string[] = [];
  for (const line of userData.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line);
    if (match?.[1] !== undefined) items.push([`user data · ${match[1]}`, unquoted(match[2] ?? "")]);
    else if (line.trim() !== "") rest.push(line);
  }
  if (rest.length > 0) items.push(["user data · other lines", rest.join("\n")]);
  return items;
}

const unquoted = (text: string) => /^(["'])(.*)\1\s*$/.exec(text)?.[2] ?? text.trim();
