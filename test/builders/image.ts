/** Images for tests: available, verified, of the account's own, unless said otherwise. */
import type { ImageFact } from "../../shared/model/facts.ts";
import { imageId } from "../../shared/model/ids.ts";
import { TAG } from "../../shared/model/tags.ts";
import { NOW_MS, HOUR_MS } from "./time.ts";

export function anImage(id: string, over: Partial<ImageFact> = {}): ImageFact {
  return {
    id: imageId(id),
    name: id.replace(/^ami-/, "image-"),
    description: "",
    ownerId: "123456789012",
    state: "available",
    stateReason: null,
    architecture: "x86_64",
    createdAtMs: NOW_MS - 24 * HOUR_MS,
    deprecatedAtMs: null,
    deregistrationProtected: false,
    sourceImageId: null,
    sourceInstanceId: null,
    rootDevice: "/dev/xvda",
    snapshotIds: [],
    tags: { [TAG.verified]: "passed 3/3 2026-11-01T00:00:00Z" },
    readAtMs: NOW_MS - 1000,
    ...over,
  };
}
