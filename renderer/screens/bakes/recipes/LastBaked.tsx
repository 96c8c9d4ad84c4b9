import type { ImageView } from "../../../../shared/model/fleet.ts";
import type { RecipeSummary } from "../../../../shared/model/recipe.ts";
import { useAgoWords } from "../../../components/connections/clocks.ts";
import { links } from "../../../links.ts";
import { isAsBaked } from "./last-image.ts";

interface Props {
  readonly image: ImageView | null;
  readonly recipe: RecipeSummary;
}

export function LastBaked({ image, recipe }: Props) {
  const age = useAgoWords(image?.connectionId ?? "", image?.createdAtMs ?? null);
  if (image === null) return <span className="muted">none known</span>;
  const changed = isAsBaked(image, recipe) === false ? " · the recipe was changed since" : "";
  return (
    <>
      <a href={links.images({ connection: image.connectionId, image: image.id })}>
        {image.recipe} {image.version ?? ""}
      </a>
      <div className="muted">
        {age} · {verifiedWords(image)}
        {changed}
      </div>
    </>
  );
}

function verifiedWords({ verification, revoked }: ImageView): string {
  if (revoked) return "revoked";
  return verification.kind === "untested" ? "never tested" : verification.kind;
}
