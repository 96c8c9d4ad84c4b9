/** The faults that can be chosen by their name: what each says of itself, and the rules that it is made of. */
import type { ReadyFault, ReadyFaultId } from "../../../shared/model/practice/practice-fault.ts";
import type { RuleOrder } from "../../../shared/contract/practice-schemas.ts";

/** Without the times, which are the order's. */
type Rule<At extends RuleOrder["at"]> = Omit<
  Extract<RuleOrder, { readonly at: At }>,
  "at" | "probability" | "count" | "after" | "for" | "resource"
>;

export type ReadyRule =
  | ({ readonly at: "call" } & Omit<Rule<"call">, "operation"> & { readonly operation?: string })
  | ({ readonly at: "launch" } & Rule<"launch">)
  | ({ readonly at: "boot" } & Rule<"boot">)
  | ({ readonly at: "work" } & Rule<"work">);

export interface ReadyMade extends Omit<ReadyFault, "id"> {
  readonly rules: readonly ReadyRule[];
  /** It needs a lifecycle hook on the fleet's groups: somebody puts one there, until the fault is cleared. */
  readonly putsHook?: true;
}

const MINUTE = 60_000;
const ALWAYS = { probability: 1, count: null, forMs: null } as const;
const ANY = { target: "none", needsTarget: false } as const;
const FLEET = { target: "fleet", needsTarget: false } as const;

export const READY_MADE: Readonly<Record<ReadyFaultId, ReadyMade>> = {
  throttled: {
    ...ANY,
    title: "AWS throttles",
    words: "Three calls in ten are refused because there were too many, for ten minutes.",
    probability: 0.3,
    count: null,
    forMs: 10 * MINUTE,
    rules: [{ at: "call", effect: { kind: "throttle" } }],
  },
  "server-errors": {
    ...ANY,
    title: "AWS answers with errors",
    words: "One call in five fails with HTTP 500 or 503; some were carried out all the same.",
    probability: 0.1,
    count: null,
    forMs: 10 * MINUTE,
    rules: [
      { at: "call", effect: { kind: "server-error", status: 500, carriedOut: true } },
      { at: "call", effect: { kind: "server-error", status: 503, carriedOut: false } },
    ],
  },
  "replies-lost": {
    ...ANY,
    title: "Replies get lost",
    words: "One call in five is carried out, and the connection breaks before its answer.",
    probability: 0.2,
    count: null,
    forMs: 10 * MINUTE,
    rules: [{ at: "call", effect: { kind: "reply-lost" } }],
  },
  "replies-late": {
    ...ANY,
    title: "Replies come late",
    words: "One answer in three takes up to a minute.",
    probability: 0.33,
    count: null,
    forMs: 10 * MINUTE,
    rules: [{ at: "call", effect: { kind: "reply-late", upToMs: MINUTE } }],
  },
  "stale-reads": {
    ...ANY,
    title: "Reads are stale",
    words: "Every other read shows the region as it was up to a minute ago.",
    probability: 0.5,
    count: null,
    forMs: 15 * MINUTE,
    rules: [{ at: "call", effect: { kind: "stale-read", upToMs: MINUTE } }],
  },
  "out-of-order": {
    ...ANY,
    title: "Calls overtake each other",
    words:
      "One call in ten arrives up to 20 seconds late, behind later ones. Some break their connection, and the change is made afterwards.",
    probability: 0.1,
    count: null,
    forMs: 10 * MINUTE,
    rules: [
      { at: "call", effect: { kind: "request-late", upToMs: 20_000 } },
      { at: "call", effect: { kind: "effect-late", upToMs: 20_000 } },
    ],
  },
  "credentials-expired": {
    ...ANY,
    title: "The credentials expire",
    words: "Every call is refused because its credentials have expired, for five minutes.",
    ...ALWAYS,
    forMs: 5 * MINUTE,
    rules: [{ at: "call", effect: { kind: "credentials-expired" } }],
  },
  denied: {
    title: "An action is denied",
    words: "No policy allows it any more: each such call is refused.",
    target: "operation",
    needsTarget: true,
    ...ALWAYS,
    rules: [{ at: "call", effect: { kind: "denied" } }],
  },
  "zone-full": {
    title: "One zone has no capacity",
    words: "No server can be launched in this zone; the other zones have room.",
    target: "zone",
    needsTarget: true,
    ...ALWAYS,
    rules: [{ at: "launch", effect: { kind: "no-capacity" } }],
  },
  "type-full": {
    title: "No capacity for a type",
    words: "No server of this type can be launched, in any zone.",
    target: "instance-type",
    needsTarget: true,
    ...ALWAYS,
    rules: [{ at: "launch", effect: { kind: "no-capacity" } }],
  },
  "quota-reached": {
    ...FLEET,
    title: "The quota is reached",
    words: "The account may run no more servers: every launch is refused.",
    ...ALWAYS,
    rules: [{ at: "launch", effect: { kind: "quota-reached" } }],
  },
  "image-unusable": {
    title: "An image can't be used",
    words: "Launches from this image are refused as if someone had disabled it.",
    target: "image",
    needsTarget: true,
    ...ALWAYS,
    rules: [{ at: "launch", effect: { kind: "image-unusable", as: "disabled" } }],
  },
  "key-failure": {
    ...FLEET,
    title: "An encryption key fails",
    words:
      "Servers with encrypted disks are accepted and end before they run; copies of encrypted images fail.",
    ...ALWAYS,
    rules: [
      { at: "launch", effect: { kind: "key-failure" } },
      { at: "work", effect: { kind: "copy-key-failure" } },
    ],
  },
  "boot-hangs": {
    ...FLEET,
    title: "A boot hangs",
    words: "The next server never comes up: no line on its console, no answer to a health check.",
    ...ALWAYS,
    count: 1,
    rules: [{ at: "boot", newImages: false, effect: { kind: "boot-hangs" } }],
  },
  "next-image-ill": {
    ...FLEET,
    title: "The next image never gets healthy",
    words:
      "Servers of images that are made from now on boot, and answer health checks with errors.",
    ...ALWAYS,
    rules: [{ at: "boot", newImages: true, effect: { kind: "never-healthy" } }],
  },
  "dies-later": {
    ...FLEET,
    title: "Servers die after some minutes",
    words: "The next three servers get healthy, and stop answering seven minutes after their boot.",
    ...ALWAYS,
    count: 3,
    rules: [{ at: "boot", newImages: false, effect: { kind: "dies", afterMs: 7 * MINUTE } }],
  },
  "hook-unanswered": {
    target: "fleet",
    needsTarget: true,
    title: "A lifecycle hook is never completed",
    words:
      "A hook on the fleet's groups holds every new server for an hour, then it is given up. Whatever answers it comes to nothing.",
    putsHook: true,
    ...ALWAYS,
    rules: [{ at: "work", effect: { kind: "hook-unanswered" } }],
  },
  "drain-stuck": {
    ...FLEET,
    title: "Draining gets stuck",
    words: "Targets go on draining for an hour after their deregistration delay.",
    ...ALWAYS,
    rules: [{ at: "work", effect: { kind: "drain-stuck", forMs: 60 * MINUTE } }],
  },
  "refresh-stalls": {
    ...FLEET,
    title: "An instance refresh stalls",
    words: "Instance refreshes stand still where they are.",
    ...ALWAYS,
    rules: [{ at: "work", effect: { kind: "refresh-stalls" } }],
  },
  "snapshot-slow": {
    ...ANY,
    title: "A snapshot takes a day",
    words: "The next snapshot, and the image that is made of it, takes 24 hours.",
    ...ALWAYS,
    count: 1,
    rules: [{ at: "work", effect: { kind: "snapshot-slow", takesMs: 24 * 60 * MINUTE } }],
  },
  "snapshot-fails": {
    ...ANY,
    title: "A snapshot fails",
    words: "The next snapshot ends in error, and so does the image that is made of it.",
    ...ALWAYS,
    count: 1,
    rules: [{ at: "work", effect: { kind: "snapshot-fails" } }],
  },
};

export const readyFaults = (): readonly ReadyFault[] =>
  (Object.keys(READY_MADE) as ReadyFaultId[]).map((id) => {
    const { title, words, target, needsTarget, probability, count, forMs } = READY_MADE[id];
    return { id, title, words, target, needsTarget, probability, count, forMs };
  });
