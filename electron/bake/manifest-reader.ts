/**
 * What an image says of itself: Bennu's images print their manifest, with their recipe, on the console of each
 * server at its first boot. So an image that this journal never baked is known from any server that runs it.
 * Reads only. An image whose servers say nothing stays unknown.
 */
import { readConsole } from "../../shared/bake/console.ts";
import type { ConsoleReading } from "../../shared/bake/console.ts";
import type { ImageId, ServerId } from "../../shared/model/ids.ts";
import type { ImageRecord } from "../../shared/model/manifest.ts";
import type { Cloud } from "../ports.ts";
import { packer } from "./packer.ts";

/** More consoles of one image than that would say the same. */
const mostServers = 3;

/** `serverIds` run that image. Null: none of their consoles holds a whole manifest. */
export async function readManifest(
  cloud: Pick<Cloud, "reader" | "clock">,
  imageId: ImageId,
  serverIds: readonly ServerId[],
): Promise<ImageRecord | null> {
  for (const serverId of serverIds.slice(0, mostServers)) {
    const reading = readConsole(await cloud.reader.consoleOutput(serverId), "m", packer.gunzip);
    if (reading.manifest) return recordOf(imageId, reading, cloud.clock.now());
  }
  return null;
}

/** Its tests are not known: they are what the bake saw, and this was none. */
function recordOf(imageId: ImageId, reading: ConsoleReading, recordedAtMs: number): ImageRecord {
  return {
    imageId,
    manifest: reading.manifest && { ...reading.manifest, imageId },
    tests: [],
    recipeName: reading.recipeName,
    recipeText: reading.recipeText,
    bakedByOperation: null,
    recordedAtMs,
  };
}
