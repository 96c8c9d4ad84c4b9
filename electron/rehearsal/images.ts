/** Images of a rehearsal: those that were read, and what is left of those that servers still run. */
import type { RehearsedImage } from "../practice/world/seed/rehearsal/rehearsal-seed.ts";
import type { Facts, ImageFact } from "../../shared/model/facts.ts";
import type { Findings } from "./findings.ts";
import { harmlessTags } from "./tags.ts";

const ROOT_DEVICE = "/dev/xvda";

export function rehearsedImages(
  facts: Facts,
  takenAtMs: number,
  findings: Findings,
): readonly RehearsedImage[] {
  const read = [...facts.images.values()].map((image) => rehearsed(image, findings));
  const gone = [...imagesOf(facts)].filter(([id]) => !facts.images.has(id));
  if (gone.length > 0)
    findings.assume(
      `${gone.length} images that servers run could not be read: they are taken to be deregistered, so nothing is launched from them.`,
    );
  findings.leave(
    "What is on the disks of images and servers, and how large the disks beside the root are.",
  );
  findings.assume("Every image boots in half a minute and its service answers on port 8080.");
  return [...read, ...gone.map(([id, arch]) => goneImage(id, arch, takenAtMs))];
}

function rehearsed(image: ImageFact, findings: Findings): RehearsedImage {
  const { readAtMs: _, stateReason: __, rootDevice, tags, ...facts } = image;
  return {
    ...facts,
    rootDevice: rootDevice ?? ROOT_DEVICE,
    tags: harmlessTags(tags, image.id, findings),
  };
}

/** Of all servers, with their architecture. What a template alone names and nobody can read isn't there. */
const imagesOf = ({ servers }: Facts): ReadonlyMap<string, string> =>
  new Map([...servers.values()].map(({ imageId, architecture }) => [imageId, architecture]));

const goneImage = (id: string, architecture: string, createdAtMs: number): RehearsedImage => ({
  id,
  name: `gone ${id}`,
  description: "",
  ownerId: "",
  state: "deregistered",
  architecture,
  createdAtMs,
  deprecatedAtMs: null,
  deregistrationProtected: false,
  sourceImageId: null,
  sourceInstanceId: null,
  rootDevice: ROOT_DEVICE,
  snapshotIds: [`snap-${id.slice(4)}`],
  tags: {},
});
