import type { WorkOf } from "../../../../shared/decide/decision.ts";
import { decideMakeImage, type MakeImageSeen } from "../../../../shared/decide/bake/make-image.ts";
import type { CloudReader } from "../../../ports.ts";
import type { StepContext, StepModule } from "../step.ts";

export const makeImage: StepModule<"make-image", MakeImageSeen> = {
  kind: "make-image",
  look,
  decide: decideMakeImage,
  onWayOut: false,
  undo: "An image that is not verified in the end is deregistered and its snapshots are deleted.",
};

async function look(work: WorkOf<"make-image">, context: StepContext): Promise<MakeImageSeen> {
  const { reader, outputs } = context;
  const images = await reader.imagesByName(work.name);
  const servers =
    outputs.builderId && images.length === 0 ? await reader.servers([outputs.builderId]) : [];
  return {
    images,
    builder: servers[0] ?? null,
    snapshotPercent: await snapshotPercent(reader, images[0]?.snapshotIds ?? []),
  };
}

export async function snapshotPercent(
  reader: CloudReader,
  ids: readonly string[],
): Promise<number | null> {
  if (ids.length === 0) return null;
  const states = Object.values(await reader.snapshotStates(ids));
  const percents = states
    .map(({ progress }) => Number.parseFloat(progress))
    .filter(Number.isFinite);
  return percents.length === 0 ? null : Math.min(...percents);
}
