/**
 * What may go wrong in a practice region, as data: rules that strike calls, launches and boots, and acts of a
 * colleague. Serialisable; times are virtual epoch ms.
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
  | { readonly kind: "stale-read"; readonly upToMs: number };

export type LaunchEffect = { readonly kind: "no-capacity" };

export type BootEffect =
  /** It never says a word, and its service never answers. */
  | { readonly kind: "boot-hangs" }
  /** It boots, and its service answers health checks with errors. */
  | { readonly kind: "never-healthy" }
  /** Its service ends so long after the boot. */
  | { readonly kind: "dies"; readonly afterMs: number };

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
      /** AWS's name of the action; `Describe*` all that begin so, `*` all. */
      readonly operation: string;
      /** Contained in a parameter's value: a name, an id, an ARN; null: any. */
      readonly resource: string | null;
      readonly effect: CallEffect;
    })
  | (When & {
      readonly at: "launch";
      /** A zone, an instance type or a group; null: any. */
      readonly resource: string | null;
      readonly effect: LaunchEffect;
    })
  | (When & {
      readonly at: "boot";
      /** An image, a zone, an instance type or a group; null: any. */
      readonly resource: string | null;
      readonly effect: BootEffect;
    });

/** A call that someone else makes, e.g. a colleague or Terraform, past all rules. AWS's own names and members. */
export interface ColleagueAct {
  readonly atMs: number;
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
