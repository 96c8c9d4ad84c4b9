/** What a campaign promises: all of its parts done or named with a reason, each once, and its way back. */
import type { World } from "../../../../electron/practice/world/kernel/world.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { fleetPart } from "../../judging/serving.ts";
import { chainOf, servingImages } from "./lineage.ts";
import type { Picture } from "./outcomes.ts";

interface CampaignCase {
  readonly world: World;
  readonly before: Picture;
  readonly isMet: boolean;
}

export function campaignProblems(
  own: OperationDetail,
  all: readonly OperationDetail[],
  about: CampaignCase,
): string[] {
  if (own.plan.kind !== "campaign") return [];
  const children = all.filter(({ plan }) => plan.partOf?.operationId === own.id);
  return [
    ...twice(own, children),
    ...wentOn(own, children),
    ...(own.status === "succeeded" ? [...unnamed(own, children), ...untrue(own, about)] : []),
  ];
}

/** A part that is done is not begun once more, nor are two attempts at it under way at once. */
function twice({ id }: OperationDetail, children: readonly OperationDetail[]): string[] {
  const byKey = Map.groupBy(children, ({ plan }) => plan.partOf?.key ?? "");
  return [...byKey].flatMap(([key, attempts]) => {
    const inOrder = attempts.toSorted(
      (a, b) => (a.plan.partOf?.attempt ?? 0) - (b.plan.partOf?.attempt ?? 0),
    );
    const problems = inOrder.flatMap((one, at) => {
      const next = inOrder[at + 1];
      if (!next) return [];
      if (one.status === "succeeded") return [`${id}: ${key} was done, and was begun once more`];
      const isBeside = (one.endedAtMs ?? Infinity) > next.startedAtMs;
      return isBeside ? [`${id}: two attempts at ${key} were under way at once`] : [];
    });
    return problems;
  });
}

/** A roll back takes over what runs; else nothing outlives what has started it. */
function wentOn(own: OperationDetail, children: readonly OperationDetail[]): string[] {
  if (own.status === "superseded" || own.outcome?.includes("Left behind")) return [];
  return children
    .filter(({ endedAtMs }) => (endedAtMs ?? Infinity) > (own.endedAtMs ?? Infinity))
    .map(({ id }) => `${own.id} ${own.status}, and ${id} went on`);
}

const partsOf = ({ plan }: OperationDetail) =>
  plan.steps.flatMap(({ work }) => (work.kind === "run-children" ? work.children : []));

/** What it did not do stands in the step's note, or in what it found there already. */
function unnamed(own: OperationDetail, children: readonly OperationDetail[]): string[] {
  const notes = own.steps.map(({ note }) => note).join("\n");
  return partsOf(own).flatMap(({ key, name }) => {
    const isDone = children.some(
      ({ plan, status }) => plan.partOf?.key === key && status === "succeeded",
    );
    const isSaid = notes.includes(name) || /All \d+ done/.test(notes);
    return isDone || isSaid ? [] : [`${own.id} succeeded, and says nothing of ${name}`];
  });
}

/** Every fleet that isn't named as left serves from the newer base; taken back, each from what it had. */
function untrue(own: OperationDetail, { world, before, isMet }: CampaignCase): string[] {
  const { campaign, intent } = own.plan;
  if (isMet) return [];
  const said = `${own.outcome ?? ""} ${own.steps.map(({ note }) => note).join(" ")}`;
  if (campaign)
    return campaign.fleets.flatMap(({ name }) => {
      const isNew = servingImages(world, fleetPart(name)).every((image) =>
        chainOf(world, image).some(({ id }) => id === campaign.to.id),
      );
      const isNamed = said.includes(`${name} (`);
      const isLeft = (own.outcome ?? "").split(" Skipped after")[0]?.includes(`${name} (`);
      if (isNew && isLeft) return [`${own.id} says that ${name} was left, and it was not`];
      return isNew || isNamed ? [] : [`${own.id} succeeded, and ${name} serves from the old base`];
    });
  if (intent.kind !== "campaign-back") return [];
  return partsOf(own).flatMap(({ name }) => {
    const isBack = servingImages(world, fleetPart(name)).every((image) =>
      before.firstImages.get(name)?.includes(image),
    );
    const isNamed = said.includes(`${name} (`);
    return isBack || isNamed ? [] : [`${own.id} succeeded, and ${name} is not back`];
  });
}
