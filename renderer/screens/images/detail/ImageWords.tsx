/** An image's facts, each with how it is known. What isn't known is said so. */
import type { ImageView } from "../../../../shared/model/fleet.ts";
import { knownOfAll } from "../../../../shared/compare/cut.ts";
import { durationWords } from "../../../../shared/words/durations.ts";
import { useClockText } from "../../../components/connections/clocks.ts";
import { dateTimeWords } from "../../../ui/clock-time.ts";
import { conditionOf, isRevoked } from "../image-marks.ts";

interface Props {
  readonly image: ImageView;
  readonly nowMs: number;
  readonly descendants: number;
}

export function ImageWords({ image, nowMs, descendants }: Props) {
  const { recipe, version } = image;
  const facts: readonly (readonly [string, string])[] = [
    ["State", stateWords(image, nowMs)],
    ["Tests", verificationWords(image)],
    ["Recipe", recipe === null ? "unknown" : `${recipe} ${version ?? ""}`],
    ["Parent known by", parentWords(image)],
    ["Descendants", String(descendants)],
    ["Contents", contentsWords(image)],
    ["Architecture", image.architecture],
    ["Owner", image.ownerId],
    ["Deprecation", deprecationWords(image, nowMs)],
    ["Deregistration", protectionWords(image)],
  ];
  return (
    <>
      <Revoked image={image} />
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

function Revoked({ image }: Pick<Props, "image">) {
  const { revoked } = image;
  const inForce = useClockText(image.connectionId, (nowMs) => String(isRevoked(image, nowMs)));
  if (revoked === undefined || revoked === null) return null;
  const { by, fromMs, reason, through } = revoked;
  const isNow = inForce === "true";
  const when = fromMs === null ? "" : ` ${isNow ? "since" : "from"} ${dateTimeWords(fromMs)}`;
  const what = through === null ? "" : `, with its ancestor ${through.name}`;
  const refused = "Nothing made from it may be put into service";
  return (
    <p className="tone-bad" role="note">
      {isNow ? "Revoked" : "Will be revoked"}
      {when} by {by}
      {what}: “{reason}”. {refused}
      {isNow ? "." : " then."}
    </p>
  );
}

function contentsWords({ manifestKnown, manifestCut }: ImageView): string {
  if (!manifestKnown) return "not known to this console";
  return manifestCut === undefined ? "manifest known" : `only ${knownOfAll(manifestCut)}`;
}

const stateWords = (image: ImageView, nowMs: number): string => {
  const condition = conditionOf(image, nowMs);
  return condition === null || condition === image.state
    ? image.state
    : `${image.state}, ${condition}`;
};

export function verificationWords(image: ImageView): string {
  if (image.verification.kind === "untested") return "never tested by Bennu";
  return image.verification.text;
}

function deprecationWords({ deprecatedAtMs }: ImageView, nowMs: number): string {
  if (deprecatedAtMs === null) return "none set";
  const at = dateTimeWords(deprecatedAtMs);
  return deprecatedAtMs <= nowMs
    ? `deprecated since ${at}`
    : `in ${durationWords(deprecatedAtMs - nowMs)} (${at})`;
}

function protectionWords({ protectedFromDeregistration: isKept }: ImageView): string {
  if (isKept === undefined) return "not known whether AWS refuses it";
  return isKept ? "AWS refuses it: protected" : "not protected";
}

const evidence: Readonly<Record<NonNullable<ImageView["parentBy"]>, string>> = {
  tag: "Bennu's tag",
  source: "AWS's source image",
  name: "a name in its tags or description",
  ancestry: "AWS's line of it: the nearest that is known here",
};

function parentWords(image: ImageView): string {
  if (image.parentId === null) return "no parent is known";
  return image.parentBy === null ? image.parentId : evidence[image.parentBy];
}
