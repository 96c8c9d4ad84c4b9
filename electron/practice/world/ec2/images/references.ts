/**
 * What refers to an image: servers, launch templates by their newest versions, parameters. Blind to everything else
 * as AWS is: Auto Scaling groups, launch configurations, older versions of templates, aliases in them.
 */
import type { World } from "../../kernel/world.ts";
import { parameterArn, parametersOfImage } from "../../ssm/parameters.ts";

export interface ReferenceWish {
  /** Null: servers are not asked for; an empty set: in any state. */
  readonly serverStates: ReadonlySet<string> | null;
  /** How many of a template's newest versions are looked at; null: none. */
  readonly templateVersions: number | null;
  readonly parameters: boolean;
}

export interface Reference {
  readonly imageId: string;
  readonly type: "ec2:Instance" | "ec2:LaunchTemplate" | "ssm:Parameter";
  readonly arn: string;
}

export function referencesTo(
  world: World,
  imageIds: readonly string[],
  wish: ReferenceWish,
): readonly Reference[] {
  const ids = new Set(imageIds);
  const found = [
    ...servers(world, ids, wish.serverStates),
    ...templates(world, ids, wish.templateVersions),
    ...(wish.parameters ? [...ids].flatMap((id) => parameters(world, id)) : []),
  ];
  return [...ids].flatMap((id) => found.filter(({ imageId }) => imageId === id));
}

function servers(
  world: World,
  ids: ReadonlySet<string>,
  states: ReferenceWish["serverStates"],
): Reference[] {
  const found: Reference[] = [];
  if (states === null) return found;
  for (const { id, imageId, state } of world.state.instances.values()) {
    if (!ids.has(imageId) || (states.size > 0 && !states.has(state))) continue;
    found.push({ imageId, type: "ec2:Instance", arn: world.arn("ec2", `instance/${id}`) });
  }
  return found;
}

function templates(world: World, ids: ReadonlySet<string>, depth: number | null): Reference[] {
  const found: Reference[] = [];
  if (depth === null) return found;
  for (const { id, versions } of world.state.templates.values()) {
    const arn = world.arn("ec2", `launch-template/${id}`);
    const named = new Set(versions.slice(-depth).map(({ data }) => data.ImageId ?? ""));
    for (const imageId of named)
      if (ids.has(imageId)) found.push({ imageId, type: "ec2:LaunchTemplate", arn });
  }
  return found;
}

const parameters = (world: World, imageId: string): Reference[] =>
  parametersOfImage(world, imageId).map(({ name }) => ({
    imageId,
    type: "ssm:Parameter",
    arn: parameterArn(world, name),
  }));
