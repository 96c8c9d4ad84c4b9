/** What a launch template version says, item by item, in the words that servers are described with too. */
import type { TemplateVersionFact } from "../../model/facts.ts";
import type { Values } from "../items.ts";
import { userDataItems } from "./user-data.ts";

export function templateValues(version: TemplateVersionFact): Values {
  return new Map<string, string | null>([
    ["launch template", version.templateName],
    ["template version", String(version.version)],
    ["image alias", version.imageAlias],
    ["instance type", version.instanceType],
    ["key pair", version.keyName],
    ["security groups", listed(version.securityGroupIds)],
    ["instance profile", version.instanceProfile],
    ...Object.entries(version.other),
    ...Object.entries(version.tags).map(([key, value]) => [`tag ${key}`, value] as const),
    ...userDataItems(version.userData),
  ]);
}

export const listed = (ids: readonly string[]) => ids.toSorted().join(", ");
