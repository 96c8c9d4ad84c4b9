/** The end of an image's life in its detail: what is in it, what needs it, what AWS keeps of it. */
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { links } from "../../../links.ts";
import { InspectImage } from "../inspect/InspectImage.tsx";
import { ShareImage } from "../copy/ShareImage.tsx";
import { SafetyCheck } from "../safety/SafetyCheck.tsx";
import { ImageSwitches } from "./ImageSwitches.tsx";

/** Another image is looked at anew. */
export function ImageCare({ image }: { readonly image: ImageView }) {
  const { id, connectionId } = image;
  return (
    <div key={`${connectionId} ${id}`}>
      <InspectImage image={image} />
      <ShareImage image={image} />
      <SafetyCheck connectionId={connectionId} imageId={id} />
      <ImageSwitches image={image} />
      <p>
        <a href={links.retention({ connection: connectionId })}>
          What the retention rules say of all
        </a>
      </p>
    </div>
  );
}
