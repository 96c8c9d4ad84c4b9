/** A launch template's version as AWS takes it, put together again from the facts: without user data and secrets. */
import type { TemplateData } from "../practice/world/kernel/state/ec2/templates.ts";
import type { TemplateVersionFact } from "../../shared/model/facts.ts";
import { LEFT_OUT, looksSecret } from "./secrets.ts";

/** `onSecret` is told the path of each value that stays behind. */
export function templateData(
  fact: TemplateVersionFact,
  onSecret: (path: string) => void,
): TemplateData {
  const other = unflatten(withoutSecrets(fact.other, onSecret));
  const hasInterfaces = "NetworkInterfaces" in other;
  const profile = fact.instanceProfile;
  return {
    ...other,
    ...said("ImageId", fact.imageId ?? fact.imageAlias),
    ...said("InstanceType", fact.instanceType),
    ...said("KeyName", fact.keyName),
    ...(hasInterfaces || fact.securityGroupIds.length === 0
      ? {}
      : { SecurityGroupIds: [...fact.securityGroupIds] }),
    ...(profile === null ? {} : { IamInstanceProfile: profileOf(profile) }),
  };
}

const said = (name: string, value: string | null) => (value === null ? {} : { [name]: value });

const profileOf = (profile: string) =>
  profile.startsWith("arn:") ? { Arn: profile } : { Name: profile };

type Flat = Readonly<Record<string, string>>;

/** A tag's value is named by the tag's key, anything else by its path. */
function withoutSecrets(flat: Flat, onSecret: (path: string) => void): Flat {
  const entries = Object.entries(flat).map(([path, value]): [string, string] => {
    const key = path.endsWith(".Value") ? (flat[`${path.slice(0, -5)}Key`] ?? path) : path;
    if (path.endsWith(".Key") || !looksSecret(key, value)) return [path, value];
    onSecret(key);
    return [path, LEFT_OUT];
  });
  return Object.fromEntries(entries);
}

type Tree = { [name: string]: Tree | string | number | boolean };

/** The reverse of the mapping's flatten: `BlockDeviceMappings.0.Ebs.VolumeSize = 20`. */
function unflatten(flat: Flat): Record<string, unknown> {
  const root: Tree = {};
  for (const [path, value] of Object.entries(flat)) {
    const names = path.split(".");
    const last = names.pop() ?? path;
    const place = names.reduce((tree, name) => childOf(tree, name), root);
    place[last] = path.startsWith("TagSpecifications.") ? value : valueOf(value);
  }
  return arrayed(root) as Record<string, unknown>;
}

function childOf(tree: Tree, name: string): Tree {
  const known = tree[name];
  if (typeof known === "object") return known;
  const made: Tree = {};
  tree[name] = made;
  return made;
}

function valueOf(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

/** Members that are called 0, 1, 2 … were a list. */
function arrayed(tree: Tree[string]): unknown {
  if (typeof tree !== "object") return tree;
  const entries = Object.entries(tree).map(([name, inner]) => [name, arrayed(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
