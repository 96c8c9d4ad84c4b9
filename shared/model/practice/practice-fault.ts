/**
 * What may go wrong in a practice region, as data: rules that strike calls, launches, boots and other work of the
 * region, and acts of a colleague. Serialisable; times are the region's own epoch ms, durations ms.
 */

/** What becomes of a call that is struck. */
export type CallEffect =
  /** Refused as AWS throttles in that service. */
  | { readonly kind: "throttle" }
  /** AWS fails by itself, with or without having done what it was asked for. */
  | { readonly kind: "server-error"; readonly status: 500 | 503; readonly carriedOut: boolean }
  /** It is carried out, and the connection breaks before the answer. */
  | { readonly kind: "reply-lost" }
  /** It is carried out at once; the answer comes up to so much later. */
  | { readonly kind: "reply-late"; readonly upToMs: number }
  /** A read is answered from a region as it was up to so long ago. Calls that change something pass. */
  | { readonly kind: "stale-read"; readonly upToMs: number }
  /** It arrives up to so much later, behind calls that were sent after it; its answer comes when it is done. */
  | { readonly kind: "request-late"; readonly upToMs: number }
  /** The connection breaks at once, and the change is made up to so much later. Reads pass. */
  | { readonly kind: "effect-late"; readonly upToMs: number }
  /** Refused as AWS refuses credentials that have expired. */
  | { readonly kind: "credentials-expired" }
  /** Refused as AWS refuses what no policy allows. */
  | { readonly kind: "denied" };

export type LaunchEffect =
  /** InsufficientInstanceCapacity. */
  | { readonly kind: "no-capacity" }
  /** The account's quota of running servers is used up. */
  | { readonly kind: "quota-reached" }
  /** The image can't be started from. */
  | { readonly kind: "image-unusable"; readonly as: "disabled" | "deregistered" | "pending" }
  /** The disk's key can't be used: the server is accepted and ends before it runs (Client.InternalError). */
  | { readonly kind: "key-failure" };

export type BootEffect =
  /** It never says a word, and its service never answers. */
  | { readonly kind: "boot-hangs" }
  /** It boots, and its service answers health checks with errors. */
  | { readonly kind: "never-healthy" }
  /** Its service ends so long after the boot. */
  | { readonly kind: "dies"; readonly afterMs: number };

/** Of the work that AWS does by itself, after a call has been accepted. */
export type WorkEffect =
  /** Nobody's answer to a lifecycle hook arrives: it ends with its time-out. */
  | { readonly kind: "hook-unanswered" }
  /** A target goes on draining for so long after its deregistration delay. */
  | { readonly kind: "drain-stuck"; readonly forMs: number }
  /** An instance refresh goes no step further while the rule is in force. */
  | { readonly kind: "refresh-stalls" }
  /** A snapshot takes so long, and with it the image that is made of it. */
  | { readonly kind: "snapshot-slow"; readonly takesMs: number }
  /** A snapshot ends in error, and with it the image that is made of it. */
  | { readonly kind: "snapshot-fails" }
  /** A copy of an image or a snapshot fails because its key can't be used. */
  | { readonly kind: "copy-key-failure" };

interface When {
  /** 0..1, drawn for each that the rule fits. */
  readonly probability: number;
  /** How often it strikes at most; null: without end. */
  readonly count: number | null;
  /** Null: from the beginning, without end. */
  readonly fromMs: number | null;
  readonly untilMs: number | null;
}

export type FaultRule =
  | (When & {
      readonly at: "call";
      /** AWS's name of the action; `Describe*` all that begin so, `*` all; `ec2:*` those of one service. */
      readonly operation: string;
      /** Contained in a parameter's value: a name, an id, an ARN; null: any. */
      readonly resource: string | null;
      readonly effect: CallEffect;
    })
  | (When & {
      readonly at: "launch";
      /** A zone, an instance type, an image, a group or a fleet; null: any. */
      readonly resource: string | null;
      readonly effect: LaunchEffect;
    })
  | (When & {
      readonly at: "boot";
      /** An image, a zone, an instance type, a group or a fleet; null: any. */
      readonly resource: string | null;
      /** Only servers of images that were made after this moment. Null or left out: of any. */
      readonly imagesMadeAfterMs?: number | null;
      readonly effect: BootEffect;
    })
  | (When & {
      readonly at: "work";
      /** A group, a fleet, a server, a target group, a volume, an image's name; null: any. */
      readonly resource: string | null;
      readonly effect: WorkEffect;
    });

/** A call that someone else makes, e.g. a colleague or Terraform, past all rules. AWS's own names and members. */
export interface ColleagueAct {
  readonly atMs: number;
  /** Who did it, in words for the user; left out: a colleague. */
  readonly who?: string;
  readonly service: "ec2" | "autoscaling" | "elasticloadbalancing";
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface FaultScript {
  /** Of the rules' own chance: the region's history is drawn from another. */
  readonly seed: number;
  readonly rules: readonly FaultRule[];
  readonly acts: readonly ColleagueAct[];
}

/** Names of the ready-made faults; what each does is said by its ReadyFault. */
export const readyFaultIds = [
  "throttled",
  "server-errors",
  "replies-lost",
  "replies-late",
  "stale-reads",
  "out-of-order",
  "credentials-expired",
  "denied",
  "zone-full",
  "type-full",
  "quota-reached",
  "image-unusable",
  "key-failure",
  "boot-hangs",
  "next-image-ill",
  "dies-later",
  "hook-unanswered",
  "drain-stuck",
  "refresh-stalls",
  "snapshot-slow",
  "snapshot-fails",
] as const;
export type ReadyFaultId = (typeof readyFaultIds)[number];

export type FaultTargetKind = "none" | "zone" | "instance-type" | "image" | "fleet" | "operation";

/** A fault in words, that the panel offers. */
export interface ReadyFault {
  readonly id: ReadyFaultId;
  /** A few words, e.g. "One zone has no capacity". */
  readonly title: string;
  /** What will be seen, in one or two sentences. */
  readonly words: string;
  /** What the user may choose to narrow it. */
  readonly target: FaultTargetKind;
  /** It can't be set without a target. */
  readonly needsTarget: boolean;
  /** What holds if the user says nothing else. */
  readonly probability: number;
  readonly count: number | null;
  readonly forMs: number | null;
}

/** A fault that was set, as the region keeps it. */
export interface ActiveFault {
  readonly id: string;
  readonly title: string;
  /** How it was narrowed, e.g. `eu-west-1a`; "" if it wasn't. */
  readonly target: string;
  readonly setAtMs: number;
  readonly rules: readonly FaultRule[];
  /** How often its rules have struck, together. */
  readonly struck: number;
  /** `spent`: its count or its time is used up; it does nothing any more. `waiting`: its time has not come. */
  readonly state: "waiting" | "active" | "spent";
}
