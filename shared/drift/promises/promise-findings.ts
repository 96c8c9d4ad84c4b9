/**
 * Whether what is promised can be held: every promised generation could return, and AWS refuses to deregister its
 * image; and nothing is held for a fleet that nobody promises any more.
 */
import type { Facts, ImageFact } from "../../model/facts.ts";
import type { Finding, GenerationView } from "../../model/fleet.ts";
import { TAG } from "../../model/tags.ts";
import { listWords } from "../../words/counts.ts";

export interface PromiseCase {
  readonly fleetName: string;
  readonly generations: readonly GenerationView[];
  readonly facts: Facts;
  readonly readAtMs: number;
  /** Images that any fleet of the connection promises. */
  readonly promised: ReadonlySet<string>;
}

export function promiseFindings(about: PromiseCase): Finding[] {
  return [...broken(about), ...open(about)];
}

function broken({ generations, readAtMs }: PromiseCase): Finding[] {
  return generations.flatMap(({ promise, readiness, label }) => {
    if (promise === null || readiness.kind !== "impossible") return [];
    return [
      {
        kind: "promise-broken" as const,
        subject: label,
        evidence: `${label} is promised to return, and can't: ${readiness.reason}`,
        cure: readiness.cure,
        seenAtMs: Math.min(readiness.checkedAtMs, readAtMs),
      },
    ];
  });
}

function open(about: PromiseCase): Finding[] {
  const { keep, letGo } = imagesToChange(about);
  if (keep.length + letGo.length === 0) return [];
  const evidence = [
    ...(keep.length === 0 ? [] : [`Anyone may deregister ${listWords(keep.map(named), 3)}.`]),
    ...(letGo.length === 0
      ? []
      : [
          `${listWords(letGo.map(named), 3)} ${letGo.length === 1 ? "is" : "are"} held and promised no longer.`,
        ]),
  ].join(" ");
  return [
    {
      kind: "promise-open",
      subject: about.fleetName,
      evidence,
      cure: "Let Bennu switch the protection from deregistration; no server is touched.",
      seenAtMs: about.readAtMs,
      remedy: { kind: "keep-images" },
    },
  ];
}

const named = ({ name }: ImageFact) => name;

/** Only the account's own images can be protected, and only what Bennu protected itself is let go of. */
export function imagesToChange({
  generations,
  facts,
  fleetName,
  promised,
}: Omit<PromiseCase, "readAtMs">): {
  readonly keep: readonly ImageFact[];
  readonly letGo: readonly ImageFact[];
} {
  const images = (wanted: readonly GenerationView[]) =>
    [...new Set(wanted.map(({ imageId }) => imageId))].flatMap((id) =>
      id === null ? [] : (facts.images.get(id) ?? []),
    );
  const mine = generations.filter(({ promise }) => promise !== null);
  return {
    keep: images(mine).filter(
      ({ state, deregistrationProtected }) => state === "available" && !deregistrationProtected,
    ),
    letGo: images(generations).filter(
      ({ id, deregistrationProtected, tags }) =>
        !promised.has(id) && deregistrationProtected && tags[TAG.promised] === fleetName,
    ),
  };
}
