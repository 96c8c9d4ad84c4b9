/** Images of a rehearsal: those that were read, and any other that something still names. */
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
  const unread = namedOnly(facts).map(([id, architecture]) =>
    unknownImage(id, architecture, takenAtMs),
  );
  if (unread.length > 0)
    findings.assume(
      `${unread.length} images are in use and could not be read: they are taken to be available and to fit their servers.`,
    );
  findings.leave("What is on the disks of images and servers, and how large the disks are.");
  findings.assume("Every image boots in half a minute and its service answers on port 8080.");
  return [...read, ...unread];
}

function rehearsed(image: ImageFact, findings: Findings): RehearsedImage {
  const { readAtMs: _, stateReason: __, rootDevice, tags, ...facts } = image;
  return {
    ...facts,
    rootDevice: rootDevice ?? ROOT_DEVICE,
    tags: harmlessTags(tags, image.id, findings),
  };
}

/** With the architecture of whoever names them. */
function namedOnly(facts: Facts): readonly (readonly [id: string, architecture: string])[] {
  const named = new Map<string, string>();
  for (const { imageId, architecture } of facts.servers.values()) named.set(imageId, architecture);
  for (const { imageId, instanceType } of facts.templateVersions.values()) {
    if (imageId === null || named.has(imageId)) continue;
    named.set(imageId, /^\w\d+g/.test(instanceType ?? "") ? "arm64" : "x86_64");
  }
  return [...named].filter(([id]) => !facts.images.has(id));
}

const unknownImage = (id: string, architecture: string, createdAtMs: number): RehearsedImage => ({
  id,
  name: `unknown ${id}`,
  description: "",
  ownerId: "amazon",
  state: "available",
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
