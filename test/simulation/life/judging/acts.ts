/**
 * What nothing gives back is looked at as it is asked for: an image that is deregistered is needed by nobody and was
 * theirs to take, a server that is ended is a builder. And what is put into service has proved itself.
 */
import { queryParameters } from "../../../../electron/practice/wire/codec/query-form.ts";
import type { WireRequest } from "../../../../electron/practice/wire/messages.ts";
import type { ImageState } from "../../../../electron/practice/world/kernel/state/ec2/images.ts";
import type { World } from "../../../../electron/practice/world/kernel/world.ts";
import { wordOf } from "../../../../shared/lineage/revocation.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { chainOf } from "./lineage.ts";
import type { LifeScenario } from "../scenario/scenario.ts";

export interface ActCase {
  readonly world: World;
  readonly scenario: LifeScenario;
  /** That were begun so far. */
  readonly plans: readonly Plan[];
  /** Somebody meddled a moment ago. */
  readonly isMet: boolean;
}

const DAY_MS = 86_400_000;

export function endingProblems(request: WireRequest, about: ActCase): string[] {
  const parameters = queryParameters(request);
  switch (parameters.get("Action")) {
    case "DeregisterImage":
      return deregistered(parameters.get("ImageId") ?? "", about);
    case "TerminateInstances":
      return [...parameters]
        .filter(([name]) => name.startsWith("InstanceId."))
        .flatMap(([, id]) => terminated(id, about));
    case "DisableImageDeregistrationProtection":
      return [`the protection of ${parameters.get("ImageId") ?? ""} is taken off`];
    default:
      return [];
  }
}

function terminated(id: string, { world }: ActCase): string[] {
  const server = world.state.instances.get(id);
  if (!server || server.state === "terminated") return [];
  const isBuilder = server.tags[TAG.role] !== undefined && server.groupName === null;
  return isBuilder ? [] : [`${id} is ended, and is no builder`];
}

function deregistered(id: string, about: ActCase): string[] {
  const { world, plans } = about;
  const image = world.state.images.get(id);
  if (!image || image.state === "deregistered") return [];
  const retired = plans
    .flatMap(({ steps }) => steps.map(({ work }) => work))
    .findLast((work) => work.kind === "retire-image" && work.imageId === id);
  const problems = neededBy(world, image).map((need) => `${id} is taken away, and ${need}`);
  if (!retired && image.tags[TAG.operation] === undefined)
    problems.push(`${id} is taken away, and nobody asked for it`);
  if (!retired && image.state === "available" && image.tags[TAG.verified]?.startsWith("pass"))
    problems.push(`${id} is taken away, and has passed its tests`);
  if (retired?.kind === "retire-image") problems.push(...unrested(image, retired.rules, world));
  return about.isMet ? [] : problems;
}

function unrested(
  image: ImageState,
  { first, graceDays }: { readonly first: string; readonly graceDays: number },
  world: World,
): string[] {
  if (first === "nothing") return [];
  const sinceMs = Date.parse((image.tags[TAG.retired] ?? "").split(" ")[0] ?? "");
  const hasRested = world.nowMs - sinceMs >= graceDays * DAY_MS;
  return hasRested ? [] : [`${image.id} is taken away before its time of grace was over`];
}

/** A bake's own builders come from its base, and its test boot from the image itself. */
function neededBy({ state }: World, { id, deregistrationProtected }: ImageState): string[] {
  const servers = [...state.instances.values()].filter(
    (one) =>
      one.imageId === id &&
      one.state !== "terminated" &&
      one.state !== "shutting-down" &&
      one.tags[TAG.role] === undefined,
  );
  const templates = [...state.templates.values()].filter(({ versions, defaultVersion }) =>
    versions.some(
      ({ version, data }) =>
        data.ImageId === id && (version === defaultVersion || version === versions.length),
    ),
  );
  return [
    ...servers.map((one) => `${one.id} was started from it`),
    ...templates.map(({ name }) => `${name} names it`),
    ...(deregistrationProtected ? ["it is protected"] : []),
  ];
}

/** As old may be what a plan rests on, beside what the console knew without asking. */
const UNKNOWN_FOR_MS = 3 * 60_000;

/** Nothing that failed or was revoked is put into service. */
export function fitProblems(world: World, plan: Plan, { inventoryLagMs }: LifeScenario): string[] {
  const { intent } = plan;
  if (intent.kind !== "replace") return [];
  const image = world.state.images.get(intent.imageId);
  if (!image) return [`${plan.title}: there is no such image`];
  const problems: string[] = [];
  if (!image.tags[TAG.verified]?.startsWith("pass"))
    problems.push(`${plan.title}: the image never passed its tests`);
  const surelyMs = world.nowMs - inventoryLagMs - UNKNOWN_FOR_MS;
  const revoked = chainOf(world, image.id).find((one) => {
    const word = wordOf(one);
    return word?.isRevoked === true && (word.atMs ?? 0) < surelyMs;
  });
  if (revoked) problems.push(`${plan.title}: ${revoked.name}, which it stands on, is revoked`);
  return problems;
}
