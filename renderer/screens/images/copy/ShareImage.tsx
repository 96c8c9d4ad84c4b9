/** From any verified image: copies in other regions and accounts with their keys, and shares, planned on its own page. */
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { unfitToCopy } from "../../../../shared/bake/copy/plan-copy.ts";
import { noCopies, type CopiesWanted } from "../../../../shared/bake/copy/wanted.ts";
import { revokedWords } from "../../../../shared/lineage/revocation.ts";
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { useTopic } from "../../../client/topic-store.ts";
import { useClockText } from "../../../components/connections/clocks.ts";
import { CopyForm } from "../../../components/images/copy/CopyForm.tsx";
import { isRevoked } from "../image-marks.ts";
import { Copies } from "./Copies.tsx";
import "../care/care.css";
import "./copies.css";

export function ShareImage({ image }: { readonly image: ImageView }) {
  const [isOpen, setOpen] = useState(false);
  const { name, state, verification, connectionId, id } = image;
  const isOut = useClockText(connectionId, (nowMs) => String(isRevoked(image, nowMs))) === "true";
  const revoked = isOut && image.revoked ? revokedWords(image.revoked) : null;
  const isVerified = verification.kind === "verified";
  const unfit = unfitToCopy({ name, state, isVerified, revoked });
  const recipes = useTopic("recipes");
  const wanted = wantedOf(image, [...recipes.rows.values()]);
  return (
    <section className="image-care" aria-label="Other regions and accounts">
      <div className="image-care-head">
        <h3 className="detail-title">Other regions and accounts</h3>
        <Button
          ariaExpanded={isOpen}
          wrapText={false}
          disabled={unfit !== null}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? "Close" : "Copy or share it…"}
        </Button>
      </div>
      {unfit !== null && (
        <p className="muted">
          {unfit.reason} {unfit.cure}
        </p>
      )}
      {unfit === null && !isOpen && (
        <p className="muted">
          A plan copies it, with its key, or shares it; nothing is made before you start that.
        </p>
      )}
      <Copies image={image} />
      {unfit === null && isOpen && recipes.status !== "opening" && (
        <CopyForm subject={{ connectionId, imageId: id }} wanted={wanted} />
      )}
    </section>
  );
}

/** What its recipe asks for now, where exactly one file of the folder has its name. */
function wantedOf(
  { recipe }: ImageView,
  recipes: readonly { readonly name: string; readonly copies?: CopiesWanted }[],
): CopiesWanted {
  const found = recipes.filter(({ name }) => name === recipe);
  return found.length === 1 ? (found[0]?.copies ?? noCopies) : noCopies;
}
