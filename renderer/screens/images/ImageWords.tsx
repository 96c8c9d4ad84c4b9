import type { ImageView } from "../../../shared/model/fleet.ts";
import { dateTimeWords } from "../../ui/clock-time.ts";

interface Props {
  readonly image: ImageView;
  readonly descendants: number;
}

export function ImageWords({ image, descendants }: Props) {
  const facts: readonly (readonly [string, string])[] = [
    ["State", image.state],
    ["Tests", verificationWords(image)],
    ["Recipe", image.recipe === null ? "unknown" : `${image.recipe} ${image.version ?? ""}`],
    ["Parent known by", parentWords(image)],
    ["Descendants", String(descendants)],
    ["Contents", image.manifestKnown ? "manifest known" : "not known to this console"],
    ["Architecture", image.architecture],
    ["Owner", image.ownerId],
    ["Deprecated", image.deprecatedAtMs === null ? "no" : dateTimeWords(image.deprecatedAtMs)],
  ];
  return (
    <>
      <h3 className="detail-title">Facts</h3>
      <dl className="detail-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

export function verificationWords(image: ImageView): string {
  if (image.verification.kind === "untested") return "never tested by Bennu";
  return image.verification.text;
}

function parentWords(image: ImageView): string {
  if (image.parentId === null) return "no parent is known";
  const by = { tag: "Bennu's tag", source: "AWS's source image", name: "its name" };
  return image.parentBy === null ? image.parentId : by[image.parentBy];
}
