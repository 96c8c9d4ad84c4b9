/** The payload of `plan:replace`: one shape a strategy. */
import { z } from "zod";

export const id = z.string().min(1).max(512);
const durationMs = z.number().int().min(0).max(172_800_000);
const count = z.number().int().min(0).max(10_000);
const atLeastOne = z.number().int().min(1).max(10_000);
const seconds = z.number().int().min(0).max(172_800).nullable();

/** It is kept in the plan and in the journal, and shown. */
const namesNoSecret = (url: string) => !/^https?:\/\/[^/?#]*@/i.test(url);

const gateSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("alarms"), names: z.array(id).min(1).max(50) }),
  z.strictObject({
    kind: z.literal("http"),
    url: z.url({ protocol: /^https?$/ }).refine(namesNoSecret, "Without a user and a password."),
    expectStatus: z.number().int().min(100).max(599),
  }),
  z.strictObject({ kind: z.literal("status-checks") }),
  z.strictObject({
    kind: z.literal("approval"),
    question: z.string().min(1).max(400),
    withinMs: durationMs,
  }),
]);

const common = {
  fleetId: id,
  imageId: id,
  soakMs: durationMs,
  gates: z.array(gateSchema).max(20),
  onFailure: z.enum(["hold", "roll-back"]),
};

export const replaceSchema = z.discriminatedUnion("strategy", [
  z.strictObject({
    ...common,
    strategy: z.literal("parallel"),
    canary: count,
    canarySoakMs: durationMs,
    waves: z.array(atLeastOne).max(20),
    waveSoakMs: durationMs,
    traffic: z.enum(["from-first-server", "dark", "weights"]),
    warmForMs: durationMs,
    retireAfterWarm: z.boolean(),
  }),
  z.strictObject({
    ...common,
    strategy: z.literal("grow-shrink"),
    batch: atLeastOne,
    batchSoakMs: durationMs,
  }),
  z.strictObject({
    ...common,
    strategy: z.literal("refresh"),
    preferences: z.strictObject({
      minHealthyPercentage: z.number().int().min(0).max(100),
      maxHealthyPercentage: z.number().int().min(100).max(200),
      instanceWarmupSeconds: seconds,
      skipMatching: z.boolean(),
      autoRollback: z.boolean(),
      checkpointPercentages: z.array(z.number().int().min(1).max(100)).max(20),
      checkpointDelaySeconds: seconds,
      bakeTimeSeconds: seconds,
      scaleInProtectedInstances: z.enum(["Refresh", "Ignore", "Wait"]),
      standbyInstances: z.enum(["Terminate", "Ignore", "Wait"]),
      alarms: z.array(id).max(10),
    }),
  }),
  z.strictObject({
    ...common,
    strategy: z.literal("root-volume"),
    batch: atLeastOne,
    batchSoakMs: durationMs,
    keepReplaced: z.boolean(),
  }),
]);
