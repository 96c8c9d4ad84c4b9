/** What the success of an operation about single images means, held against the world before it. */
import type { ImageState } from "../../../../electron/practice/world/kernel/state/ec2/images.ts";
import type { World } from "../../../../electron/practice/world/kernel/world.ts";
import { wordOf } from "../../../../shared/lineage/revocation.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { TAG } from "../../../../shared/model/tags.ts";
import { fleetPart } from "../../judging/serving.ts";
import { servingImages } from "./lineage.ts";

export interface Picture {
  readonly images: ReadonlyMap<string, ImageState>;
  /** What each fleet served from when the run began. */
  readonly firstImages: ReadonlyMap<string, readonly string[]>;
}

export function pictureOf(world: World): Picture {
  const images = [...world.state.images.values()].map((one) => structuredClone(one));
  const fleets = new Set([...world.state.groups.keys()].map((name) => name.replace(/-v\d+$/, "")));
  return {
    images: new Map(images.map((one) => [one.id, one])),
    firstImages: new Map([...fleets].map((name) => [name, servingImages(world, fleetPart(name))])),
  };
}

interface OutcomeCase {
  readonly world: World;
  readonly before: Picture;
  readonly isMet: boolean;
}

export function outcomeProblems(own: OperationDetail, about: OutcomeCase): string[] {
  if (about.isMet) return [];
  const problems = [...untouched(own, about), ...pending(own, about)];
  if (own.status === "succeeded") problems.push(...promised(own, about));
  return problems.map((text) => `${own.id} ${own.status}: ${text}`);
}

/** Of the images that were there. */
const looks = ({ state, deregistrationProtected, deprecatedAtMs, sharedWith }: ImageState) =>
  JSON.stringify([state, deregistrationProtected, deprecatedAtMs, sharedWith ?? []]);

function untouched({ plan }: OperationDetail, { world, before }: OutcomeCase): string[] {
  const meant = new Set<string>(
    plan.steps.flatMap(({ work }) => {
      if (work.kind === "remove-left") return [...work.imageIds];
      return "imageId" in work && work.imageId !== null ? [work.imageId] : [];
    }),
  );
  return [...before.images.values()]
    .filter(({ id }) => !meant.has(id))
    .filter((image) => {
      const now = world.state.images.get(image.id);
      return !now || looks(now) !== looks(image);
    })
    .map(({ name }) => `${name} is none of its images, and was changed`);
}

function pending({ id }: OperationDetail, { world }: OutcomeCase): string[] {
  return [...world.state.images.values()]
    .filter(({ tags, state }) => tags[TAG.operation] === id && state === "pending")
    .map(({ name }) => `${name} is still being made`);
}

function promised({ plan, steps }: OperationDetail, about: OutcomeCase): string[] {
  const { world } = about;
  const isDone = (stepId: string) =>
    steps.some((step) => step.stepId === stepId && step.status === "done");
  return plan.steps
    .filter(({ id }) => isDone(id))
    .flatMap(({ work }) => {
      switch (work.kind) {
        case "copy-image":
          return copied(world, work);
        case "share-image":
          return shared(world, plan.intent.kind === "copy" ? plan.intent.imageId : "", work);
        case "retire-image":
          return retired(about, work);
        case "end-left":
          return work.serverIds.flatMap((id) =>
            ["terminated", undefined].includes(world.state.instances.get(id)?.state)
              ? []
              : [`${id} is not ended`],
          );
        case "remove-left":
          return removed(world, work);
        case "tag-image":
          return plan.intent.kind === "revoke" ? revoked(world, plan.intent) : [];
        case "disable-image":
          return isState(world, work.imageId, work.isDisabled ? "disabled" : "available");
        default:
          return [];
      }
    });
}

const isState = ({ state }: World, id: string, wanted: string): string[] => {
  const found = state.images.get(id)?.state ?? "gone";
  return found === wanted ? [] : [`${id} is ${found}, not ${wanted}`];
};

function copied({ state }: World, work: { readonly tags: Readonly<Record<string, string>> }) {
  const copies = [...state.images.values()].filter(
    ({ tags, state: now }) => tags[TAG.copyOf] === work.tags[TAG.copyOf] && now !== "deregistered",
  );
  if (copies.length === 1 && copies[0]?.state === "available") return [];
  return [`there are ${String(copies.length)} copies: ${copies.map((one) => one.state).join()}`];
}

function shared({ state }: World, source: string, work: { readonly accounts: readonly string[] }) {
  const copy = [...state.images.values()].find(
    ({ tags, state: now }) => tags[TAG.copyOf]?.endsWith(`/${source}`) && now === "available",
  );
  const missing = work.accounts.filter(
    (account) => !JSON.stringify(copy?.sharedWith ?? []).includes(account),
  );
  return missing.length === 0 ? [] : [`it is not shared with ${missing.join()}`];
}

function retired(
  { world, before }: OutcomeCase,
  work: { readonly act: string; readonly imageId: string; readonly snapshotIds: readonly string[] },
): string[] {
  const now = world.state.images.get(work.imageId);
  const was = before.images.get(work.imageId);
  switch (work.act) {
    case "remove": {
      const left = work.snapshotIds.filter((id) => world.state.snapshots.has(id));
      const kept = left.map((id) => `the snapshot ${id} is left`);
      return [...isState(world, work.imageId, "deregistered"), ...kept];
    }
    case "disable":
      return isState(world, work.imageId, "disabled");
    case "deprecate":
      return (now?.deprecatedAtMs ?? Infinity) <= world.nowMs + 5 * 60_000
        ? []
        : [`${work.imageId} is not deprecated`];
    default:
      return was?.state === "disabled" ? isState(world, work.imageId, "available") : [];
  }
}

function removed(
  world: World,
  work: { readonly imageIds: readonly string[]; readonly snapshotIds: readonly string[] },
): string[] {
  return [
    ...work.imageIds.flatMap((id) => isState(world, id, "deregistered")),
    ...work.snapshotIds
      .filter((id) => world.state.snapshots.has(id))
      .map((id) => `the snapshot ${id} is left`),
  ];
}

function revoked(
  { state }: World,
  intent: { readonly imageId: string; readonly isRevoked: boolean },
): string[] {
  const image = state.images.get(intent.imageId);
  const isRevoked = image ? wordOf(image)?.isRevoked === true : false;
  return isRevoked === intent.isRevoked ? [] : [`${intent.imageId} says the opposite`];
}
