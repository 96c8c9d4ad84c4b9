/**
 * What every change inside one group rests on: its launch template, what stands against it, and what it means for the
 * servers that somebody keeps.
 */
import { resolveTemplate, type ResolvedTemplate } from "../../fleet/fact-index.ts";
import { indexFacts } from "../../fleet/fact-index.ts";
import { inPlaceDescription } from "../../fleet/in-place/made-in-place.ts";
import { runningBeside } from "../../fleet/running-beside.ts";
import type { ImageFact } from "../../model/facts.ts";
import type { GroupName, ImageId } from "../../model/ids.ts";
import type { Refusal } from "../../model/plan.ts";
import type { Sizes } from "../../model/steps/generation.ts";
import { listWords } from "../../words/counts.ts";
import { refuse, type Live, type PlanInput } from "../plan-input.ts";
import type { TemplateSource } from "../steps/lay.ts";
import { countObstacle } from "../strategy/sizes-count-servers.ts";

export interface InPlaceCase {
  readonly input: PlanInput;
  readonly live: Live;
  /** The fleet's own, also while an operation that is taken over has made the group bigger or smaller. */
  readonly sizes: Sizes;
  /** What the servers that serve were made from. */
  readonly source: TemplateSource;
  /** What the group would start now, by number. */
  readonly former: ResolvedTemplate | null;
  readonly lastVersion: number;
}

export function inPlaceCase(input: PlanInput, live: Live): InPlaceCase | Refusal {
  const index = indexFacts(input.facts);
  const { templateId: id, templateVersion: number } = live.generation;
  const version = input.facts.templateVersions.get(`${id ?? ""}:${String(number ?? "")}`);
  if (id === null || version === undefined)
    return refuse(
      `The launch template of ${live.group.name} is not known to Bennu: it was not read, or is gone.`,
      "Look at the connection: if it is in order, give the group a launch template that exists.",
    );
  const { minSize, maxSize, desiredCapacity } = live.group;
  return {
    input,
    live,
    sizes: input.takenOver?.sizes ?? { minSize, maxSize, desiredCapacity },
    source: { id, name: version.templateName, version: version.version },
    former: resolveTemplate(live.group.template, index),
    lastVersion: index.versions.get(id)?.[0]?.version ?? version.version,
  };
}

/** The version that a plan is to make: named so that it is found again, and known for what it is. */
export function newVersionOf({ live, lastVersion }: InPlaceCase) {
  const label = `t${String(lastVersion + 1)}`;
  return { name: inPlaceDescription(live.group.name, lastVersion), label };
}

/** A version that is there already, of which some servers run: a change that was broken off is gone on with. */
export function begunVersion(
  { former, input, live }: InPlaceCase,
  image: ImageFact,
): ResolvedTemplate | null {
  if (former === null) return null;
  const version = input.facts.templateVersions.get(`${former.id}:${String(former.version)}`);
  if (version?.imageId !== image.id) return null;
  const others = live.group.members.some((member) => !runs(input, member.serverId, image.id));
  return others ? former : null;
}

export function runs({ facts }: PlanInput, id: string, image: ImageId): boolean {
  return facts.servers.get(id)?.imageId === image;
}

export function groupObstacle(of: InPlaceCase): Refusal | null {
  const { live, input, sizes } = of;
  const { settings, name } = live.group;
  if (sizes.desiredCapacity === 0)
    return refuse(
      `${name} wants no servers: there is nothing to replace.`,
      "Give the fleet its size back first.",
    );
  const uncounted = countObstacle(live.group);
  if (uncounted !== null) return uncounted;
  if (settings.mixedInstances)
    return refuse(
      `${name} has a mixed instances policy, which names templates and weights of its own: giving the group one template version would take the policy off it.`,
      "Replace it by AWS's instance refresh, or by a parallel generation.",
    );
  if (settings.launchConfiguration !== null)
    return refuse(
      `${name} starts its servers from the launch configuration ${settings.launchConfiguration}, which has no versions.`,
      "Give the group a launch template first.",
    );
  return input.superseding ? null : beside(input, name);
}

function beside({ fleet }: PlanInput, name: GroupName): Refusal | null {
  const others = runningBeside(fleet);
  if (others.length === 0) return null;
  const labels = listWords(others.map(({ label }) => label));
  return refuse(
    `Beside ${name} there is ${labels}, which is neither retired nor gone.`,
    `Retire ${labels} first, so that there is one generation to replace.`,
  );
}

/** Servers of a warm pool were started from the old version, and they come first when the group grows. */
export function warmPoolObstacle({ input, live }: InPlaceCase): Refusal | null {
  if (input.extras.warmPool === null) return null;
  return refuse(
    `${live.group.name} has a warm pool: growing the group takes servers from it, and they are of the old version.`,
    "Replace it by AWS's instance refresh, which renews the pool as well, or take the pool off for the time.",
  );
}

/** `left`: what happens to servers in standby or under protection. */
export function keptWarnings({ live }: InPlaceCase): string[] {
  const { members, settings, name } = live.group;
  const standby = members.filter(({ lifecycleState }) => /Standby/.test(lifecycleState));
  const held = settings.newInstancesProtectedFromScaleIn
    ? []
    : members.filter((one) => one.protectedFromScaleIn);
  const found: string[] = [];
  if (standby.length > 0)
    found.push(
      `${listWords(
        standby.map(({ serverId }) => serverId),
        3,
      )} of ${name} in standby: left alone until the end. Then the plan waits for your word on it.`,
    );
  if (held.length > 0)
    found.push(
      `${listWords(
        held.map(({ serverId }) => serverId),
        3,
      )} of ${name} protected from scale-in by somebody: not ended. When only such are left the plan waits for your word.`,
    );
  return found;
}

export function templateWarnings({ live, input, source }: InPlaceCase): string[] {
  const found: string[] = [];
  const { template, name } = live.group;
  if (template !== null && !/^\d+$/.test(template.version))
    found.push(
      `${name} follows ${template.version} of its launch template. It gets numbered versions from now on, so that what it starts is what was proved.`,
    );
  const followers = [...input.facts.groups.values()].filter(
    (group) =>
      group.name !== name &&
      group.template?.id === source.id &&
      group.template.version === "$Latest",
  );
  if (followers.length > 0)
    found.push(
      `${listWords(
        followers.map((group) => group.name),
        3,
      )} start the latest version of ${source.name}: whatever they start after this plan has made one is of the new image as well.`,
    );
  return found;
}

export function ownerInPlace({ input, source }: InPlaceCase): string[] {
  const { ownedBy, name } = input.fleet;
  if (ownedBy === null) return [];
  return [
    `${name} is owned by ${ownedBy}. It does not know the new version of ${source.name}, and its next run may give the group the old one again. Bring the image into it after this plan.`,
  ];
}
