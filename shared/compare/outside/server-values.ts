/** What a server itself runs with, in a launch template's words. Tags that AWS gives servers aren't configuration. */
import type { ServerFact, TemplateVersionFact } from "../../model/facts.ts";
import type { Values } from "../items.ts";
import { listed } from "./template-values.ts";

/** `template`: of its generation, to name its instance profile alike: by name where the template says a name. */
export function serverValues(server: ServerFact, template: TemplateVersionFact | null): Values {
  const tags = Object.entries(server.tags).filter(([key]) => !key.startsWith("aws:"));
  return new Map<string, string | null>([
    ["instance type", server.instanceType],
    ["security groups", listed(server.securityGroupIds)],
    ["instance profile", profileOf(server.instanceProfileArn, template)],
    ["template version", server.template?.version ?? null],
    ...tags.map(([key, value]) => [`tag ${key}`, value] as const),
  ]);
}

function profileOf(arn: string | null, template: TemplateVersionFact | null): string | null {
  if (arn === null || template?.instanceProfile === arn) return arn;
  return arn.split("/").at(-1) ?? arn;
}
