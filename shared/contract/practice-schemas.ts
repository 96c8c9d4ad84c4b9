/** What the renderer asks of the practice cloud; rules and acts are those of a scenario file as well. */
import { z } from "zod";
import { readyFaultIds } from "../model/practice/practice-fault.ts";
import { lessonIds } from "../model/practice/practice-lesson.ts";

const id = z.string().min(1).max(512);
const MOST_MS = 400 * 86_400_000;
const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds as a number, or in words: `90s`, `5m`, `24h`. */
export const durationSchema = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, "write 90s, 5m or 24h")])
  .transform((told) => (typeof told === "number" ? told : inMs(told)))
  .pipe(z.number().int().min(0).max(MOST_MS));

function inMs(words: string): number {
  const [, amount = "0", unit = "ms"] = /^([\d.]+)(\w+)$/.exec(words) ?? [];
  return Math.round(Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS]);
}

const when = {
  probability: z.number().min(0).max(1).default(1),
  count: z.number().int().min(1).max(1_000_000).nullable().default(null),
  /** From now on, or so much later. */
  after: durationSchema.default(0),
  /** Null: without end. */
  for: durationSchema.nullable().default(null),
};
const resource = z.string().min(1).max(512).nullable().default(null);
const upToMs = z.number().int().min(0).max(60_000);
const kind = <const K extends string>(name: K) => z.strictObject({ kind: z.literal(name) });

const callEffect = z.discriminatedUnion("kind", [
  kind("throttle"),
  kind("server-error").extend({
    status: z.union([z.literal(500), z.literal(503)]).default(500),
    carriedOut: z.boolean().default(false),
  }),
  kind("reply-lost"),
  kind("reply-late").extend({ upToMs }),
  kind("stale-read").extend({ upToMs }),
  kind("request-late").extend({ upToMs }),
  kind("effect-late").extend({ upToMs }),
  kind("credentials-expired"),
  kind("denied"),
]);
const launchEffect = z.discriminatedUnion("kind", [
  kind("no-capacity"),
  kind("quota-reached"),
  kind("image-unusable").extend({ as: z.enum(["disabled", "deregistered", "pending"]) }),
  kind("key-failure"),
]);
const bootEffect = z.discriminatedUnion("kind", [
  kind("boot-hangs"),
  kind("never-healthy"),
  kind("dies").extend({ afterMs: durationSchema }),
]);
const workEffect = z.discriminatedUnion("kind", [
  kind("hook-unanswered"),
  kind("drain-stuck").extend({ forMs: durationSchema }),
  kind("refresh-stalls"),
  kind("snapshot-slow").extend({ takesMs: durationSchema }),
  kind("snapshot-fails"),
  kind("copy-key-failure"),
]);

/** A rule as it is told: its times count from when it is set. */
export const ruleSchema = z.discriminatedUnion("at", [
  z.strictObject({
    at: z.literal("call"),
    operation: z.string().min(1).max(80).default("*"),
    resource,
    effect: callEffect,
    ...when,
  }),
  z.strictObject({ at: z.literal("launch"), resource, effect: launchEffect, ...when }),
  z.strictObject({
    at: z.literal("boot"),
    resource,
    /** Only servers of images that are made after the rule was set. */
    newImages: z.boolean().default(false),
    effect: bootEffect,
    ...when,
  }),
  z.strictObject({ at: z.literal("work"), resource, effect: workEffect, ...when }),
]);
export type RuleOrder = z.infer<typeof ruleSchema>;

const readyFaultSchema = z.strictObject({
  ready: z.enum(readyFaultIds),
  target: z.string().min(1).max(512).nullable().default(null),
  probability: when.probability.unwrap().optional(),
  count: when.count.unwrap().optional(),
  after: durationSchema.default(0),
  for: durationSchema.nullable().optional(),
});
const ownRulesSchema = z.strictObject({
  title: z.string().min(1).max(120).default("A rule"),
  rules: z.array(ruleSchema).min(1).max(50),
});
type OwnRules = z.infer<typeof ownRulesSchema>;

/**
 * A ready-made fault, narrowed and timed at will, or rules of one's own. What is left out is as the fault says. Which
 * of both is meant is seen first, so that an error names the member that is wrong.
 */
export const faultSchema = z
  .unknown()
  .transform((told, context): z.infer<typeof readyFaultSchema> | OwnRules => {
    const isReady = typeof told === "object" && told !== null && !("rules" in told);
    const read = (isReady ? readyFaultSchema : ownRulesSchema).safeParse(told);
    if (read.success) return read.data;
    for (const { message, path } of read.error.issues)
      context.addIssue({ code: "custom", message, path: [...path] });
    return z.NEVER;
  });
export type FaultOrder = z.infer<typeof faultSchema>;

/** A colleague's act: AWS's own name of the action and its members. */
export const actSchema = z.strictObject({
  after: durationSchema.default(0),
  who: z.string().min(1).max(80).optional(),
  service: z.enum(["ec2", "autoscaling", "elasticloadbalancing"]),
  operation: z.string().min(1).max(80),
  input: z.record(z.string(), z.unknown()),
});
export type ActOrder = z.infer<typeof actSchema>;

/** `connectionId` names a practice region; where it may be left out, the user's first is meant. */
export const practiceRequestSchemas = {
  "practice:control": z.strictObject({
    connectionId: id.optional(),
    speed: z.number().min(1).max(600).optional(),
    /** Begin the region anew from what it was made from. Refused while operations run there. */
    reset: z.boolean().optional(),
    /** Let so much of the region's time pass at once. */
    advanceMs: z.number().int().min(1).max(86_400_000).optional(),
  }),
  "practice:open": z.strictObject({ connectionId: id }),
  "practice:close": z.strictObject({ connectionId: id }),
  "practice:choices": z.strictObject({ connectionId: id }),
  "practice:spoil": z.strictObject({ connectionId: id, fault: faultSchema }),
  /** `faultId` null: all of them. */
  "practice:mend": z.strictObject({ connectionId: id, faultId: id.nullable() }),
  /** Let someone interfere: with this fleet (its name), or with any. */
  "practice:interfere": z.strictObject({
    connectionId: id,
    fleet: z.string().min(1).max(255).nullable(),
    hidden: z.boolean(),
  }),
  /** Say what was done in hiding. */
  "practice:reveal": z.strictObject({ connectionId: id }),
  /** A scenario file's text (YAML or JSON): its world takes the place of the region's. */
  "practice:load": z.strictObject({
    connectionId: id,
    name: z.string().min(1).max(120),
    text: z.string().max(500_000),
  }),
  /** Make a practice region from what this connection's inventory holds now, and open it. */
  "practice:rehearse": z.strictObject({ connectionId: id }),
  "lesson:list": z.strictObject({}),
  /** The lesson's world takes the place of the region's. Refused while operations run there. */
  "lesson:start": z.strictObject({ connectionId: id, lessonId: z.enum(lessonIds) }),
  "lesson:hint": z.strictObject({ connectionId: id }),
  "lesson:end": z.strictObject({ connectionId: id }),
} as const;
