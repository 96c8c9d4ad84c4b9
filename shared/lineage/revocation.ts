/**
 * Images that must not be put into service, by a tag, so that every console sees it: `ISO-from who: reason` on
 * `bennu:revoked`, counting from then on and for everything made from the image. It is never taken off but withdrawn, in
 * the same words; a withdrawal on a descendant excepts it from what was said of its ancestors until then. Marks of
 * `bennu:bad`, as Bennu once wrote them, are read alike.
 */
import type { ImageFact, Tags } from "../model/facts.ts";
import type { Revocation } from "../model/fleet.ts";
import { TAG } from "../model/tags.ts";
import { imageDirectory, parentageOf } from "./parentage.ts";

/** What an image's own tags say; `atMs`: from when on. Null: not in a way that can be read. */
export interface Word {
  readonly isRevoked: boolean;
  readonly by: string;
  readonly atMs: number | null;
  readonly reason: string;
}

/** AWS takes no longer value. */
const LONGEST_TAG = 256;
const withdrawn = "withdrawn ";

export function wordOf({ tags }: { readonly tags: Tags }): Word | null {
  const words = [tags[TAG.revoked], tags[TAG.bad]].flatMap((text) => parsed(text?.trim() ?? ""));
  return words.find(({ isRevoked }) => isRevoked) ?? words[0] ?? null;
}

/** A mark that somebody wrote by hand in other words counts as well. */
function parsed(text: string): Word[] {
  if (text === "") return [];
  const isRevoked = !text.startsWith(withdrawn);
  const said = isRevoked ? text : text.slice(withdrawn.length);
  const match = /^(\S+) ([^:]+): ([^]*)$/.exec(said);
  const atMs = Date.parse(match?.[1] ?? "");
  if (!match?.[2] || match[3] === undefined || Number.isNaN(atMs))
    return [{ isRevoked, by: "somebody", atMs: null, reason: said }];
  return [{ isRevoked, by: match[2], atMs, reason: match[3] }];
}

export function wordText(word: {
  readonly isRevoked: boolean;
  readonly by: string;
  readonly atMs: number;
  readonly reason: string;
}): string {
  const by = word.by.replaceAll(":", " ");
  const text = `${new Date(word.atMs).toISOString()} ${by}: ${word.reason.trim()}`;
  return (word.isRevoked ? text : `${withdrawn}${text}`).slice(0, LONGEST_TAG);
}

/** In force now, or from a time to come on; null: neither. Made once for all images: walking up costs nothing more. */
export class Revocations {
  readonly #found = new Map<string, Revocation | null>();
  readonly #images: ReadonlyMap<string, ImageFact>;
  readonly #parentOf: (image: ImageFact) => ImageFact | null;
  readonly #none: boolean;

  constructor(images: ReadonlyMap<string, ImageFact>) {
    this.#images = images;
    this.#none = ![...images.values()].some((image) => wordOf(image)?.isRevoked === true);
    const directory = this.#none ? null : imageDirectory(images);
    this.#parentOf = (image) => {
      const parentage = directory === null ? null : parentageOf(image, directory);
      return parentage === null ? null : (images.get(parentage.parentId) ?? null);
    };
  }

  of(id: string): Revocation | null {
    const known = this.#found.get(id);
    if (known !== undefined || this.#none) return known ?? null;
    const found = this.#walkUp(id);
    this.#found.set(id, found);
    return found;
  }

  /** The nearest that counts; tags are other people's words and may claim a circle. */
  #walkUp(id: string): Revocation | null {
    const seen = new Set<string>();
    let exceptedUntilMs = -Infinity;
    let image = this.#images.get(id) ?? null;
    while (image !== null && !seen.has(image.id)) {
      seen.add(image.id);
      const word = wordOf(image);
      if (word?.isRevoked === false) exceptedUntilMs = Math.max(exceptedUntilMs, word.atMs ?? 0);
      else if (word !== null && (word.atMs ?? 0) >= exceptedUntilMs)
        return revoked(word, image, id);
      image = this.#parentOf(image);
    }
    return null;
  }
}

const revoked = ({ by, atMs, reason }: Word, { id, name }: ImageFact, of: string): Revocation => ({
  by,
  fromMs: atMs,
  reason,
  through: id === of ? null : { id, name },
});

/** Null: it may be put into service now, though perhaps not for long. */
export const inForce = (revocation: Revocation | null | undefined, nowMs: number) =>
  revocation && (revocation.fromMs ?? 0) <= nowMs ? revocation : null;

/** A sentence's end: "revoked by ada, through its base al2023: it has a hole." */
export const revokedWords = (revocation: Revocation) => `revoked ${byWords(revocation)}`;

/** "by ada: it has a hole." */
export function byWords({ by, reason, through }: Revocation): string {
  const way = through === null ? "" : `, through ${through.name} from which it was made`;
  return `by ${by}${way}: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`;
}

/** Why an image must not be used now, as `byWords`; null: it may be. `images`: those of its connection. */
export function whyRevoked(
  image: ImageFact,
  images: ReadonlyMap<string, ImageFact>,
  nowMs: number,
): string | null {
  const all = images.get(image.id) === image ? images : new Map(images).set(image.id, image);
  const found = inForce(new Revocations(all).of(image.id), nowMs);
  return found === null ? null : byWords(found);
}
