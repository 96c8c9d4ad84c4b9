/** Systems Manager as a part of the world. */
import type { World } from "../kernel/world.ts";
import { finishImageParameter, imageValidated } from "./put-parameter.ts";

export function ssmPart(world: World): void {
  world.on(imageValidated, finishImageParameter);
}
