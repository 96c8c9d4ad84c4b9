import { useMemo } from "react";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { links } from "../../../links.ts";
import { copiedFrom, knownCopies } from "./known-copies.ts";

/** Where else the image is known to be, and where it came from if it is a copy itself. */
export function Copies({ image }: { readonly image: ImageView }) {
  const images = useTopic("images").rows;
  const connections = useTopic("connections").rows;
  const copies = useMemo(
    () => knownCopies(image, images.values(), connections),
    [image, images, connections],
  );
  const from = copiedFrom(image);
  return (
    <>
      {from !== null && (
        <p className="muted">
          It is a copy of <span className="mono">{from}</span>.
        </p>
      )}
      {copies.length > 0 && (
        <ul className="copy-known" aria-label="Its copies">
          {copies.map(({ image: copy, place }) => (
            <li key={`${copy.connectionId} ${copy.id}`}>
              Copied to{" "}
              <a href={links.images({ connection: copy.connectionId, image: copy.id })}>{place}</a>:{" "}
              <span className="mono">{copy.id}</span>
              {copy.state === "available" ? "" : `, ${copy.state}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
