/** Everything that operations could make, counted over the whole run: nothing twice, and nothing that is nobody's. */
import type { World } from "../../../../electron/practice/world/kernel/world.ts";
import type { OperationDetail } from "../../../../shared/model/operation.ts";
import { TAG } from "../../../../shared/model/tags.ts";

export interface Things {
  readonly groups: ReadonlySet<string>;
  readonly snapshots: ReadonlySet<string>;
  readonly versions: number;
}

export const thingsOf = ({ state }: World): Things => ({
  groups: new Set(state.groups.keys()),
  snapshots: new Set(state.snapshots.keys()),
  versions: [...state.templates.values()].reduce((sum, { versions }) => sum + versions.length, 0),
});

export function madeProblems(
  world: World,
  first: Things,
  all: readonly OperationDetail[],
): string[] {
  const now = thingsOf(world);
  const works = all.flatMap(({ plan }) => plan.steps.map(({ work }) => work));
  const meant = new Set<string>(
    all.flatMap(({ plan }) =>
      plan.steps.some(({ work }) => work.kind === "create-group") && plan.groups
        ? [plan.groups.to]
        : [],
    ),
  );
  const groups = [...now.groups].filter((name) => !first.groups.has(name) && !meant.has(name));
  const versions = works.filter(({ kind }) => kind === "make-template-version").length;
  const made = now.versions - first.versions;
  return [
    ...groups.map((name) => `the group ${name} is nobody's`),
    ...(made > versions
      ? [`${String(made)} template versions were made, not ${String(versions)}`]
      : []),
    ...orphanSnapshots(world, first),
    ...sameName(world),
  ];
}

/** Neither there before nor a part of an image. */
function orphanSnapshots({ state }: World, first: Things): string[] {
  const needed = new Set(
    [...state.images.values()]
      .filter((image) => image.state !== "deregistered")
      .flatMap(({ mappings }) => mappings.map(({ snapshotId }) => snapshotId)),
  );
  return [...state.snapshots.keys()]
    .filter((id) => !first.snapshots.has(id) && !needed.has(id))
    .map((id) => `the snapshot ${id} is left, and no image needs it`);
}

/** Two images that one operation made. */
function sameName({ state }: World): string[] {
  const made = [...state.images.values()].filter(
    (image) => image.state !== "deregistered" && image.tags[TAG.inputs] !== undefined,
  );
  const byInputs = Map.groupBy(made, ({ tags }) => tags[TAG.inputs] ?? "");
  return [...byInputs.values()]
    .filter((images) => images.filter(isVerified).length > 1)
    .map((images) => `${images.map(({ name }) => name).join()} were made of the same inputs`);
}

const isVerified = ({ tags }: { readonly tags: Readonly<Record<string, string>> }) =>
  tags[TAG.verified]?.startsWith("pass") ?? false;
