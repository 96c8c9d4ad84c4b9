import type { ImageSeen } from "../../../../shared/decide/images/tag-image.ts";
import type { ImageId } from "../../../../shared/model/ids.ts";
import type { CloudReader } from "../../../ports.ts";

export async function lookAtImage(id: ImageId, reader: CloudReader): Promise<ImageSeen> {
  const images = await reader.images([id]);
  return { image: images.find((image) => image.id === id) ?? null };
}
