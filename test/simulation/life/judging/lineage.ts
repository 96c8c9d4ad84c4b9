import type { ImageState } from "../../../../electron/practice/world/kernel/state/ec2/images.ts";
import type { World } from "../../../../electron/practice/world/kernel/world.ts";
import { servingOf, type Part } from "../../judging/serving.ts";
import { TAG } from "../../../../shared/model/tags.ts";

/** The image and all that it was made from, by the world's own record, else by its tags. */
export function chainOf(world: World, id: string): readonly ImageState[] {
  const chain: ImageState[] = [];
  for (let next = world.state.images.get(id); next && !chain.includes(next);) {
    chain.push(next);
    next = world.state.images.get(next.tags[TAG.parent] ?? next.sourceImageId ?? "");
  }
  return chain;
}

/** What a fleet's servers that serve were started from; one that is kept warm has been taken out of service. */
export function servingImages(world: World, part: Part): readonly string[] {
  const groups = [...world.state.groups.values()].filter(
    ({ name, tags }) => part.owns(name) && tags.every(({ key }) => key !== TAG.warmUntil),
  );
  const ids = groups.flatMap((group) => servingOf(world, group, part));
  return [...new Set(ids.map((id) => world.state.instances.get(id)?.imageId ?? ""))];
}
