/** The payload of `rails:save`, and the shape in which the console keeps them. */
import { z } from "zod";
import { isTimeZone } from "../rules/freezes.ts";

const weekTime = z.strictObject({
  day: z.number().int().min(0).max(6),
  minute: z.number().int().min(0).max(1439),
});
const atMs = z.number().int().min(0).max(8_640_000_000_000_000);

const freezeWindow = z.strictObject({
  name: z.string().min(1).max(80),
  when: z.discriminatedUnion("kind", [
    z
      .strictObject({ kind: z.literal("once"), fromMs: atMs, toMs: atMs })
      .refine(({ fromMs, toMs }) => fromMs < toMs, "it ends before it begins"),
    z.strictObject({
      kind: z.literal("weekly"),
      from: weekTime,
      to: weekTime,
      timeZone: z.string().refine(isTimeZone, "no such time zone"),
    }),
  ]),
});

export const guardRailsSchema = z.strictObject({
  reasonRequired: z.boolean(),
  changeNumberRequired: z.boolean(),
  freezes: z.array(freezeWindow).max(50),
  prices: z
    .array(
      z.strictObject({
        instanceType: z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/),
        usdPerHour: z.number().min(0).max(1000),
      }),
    )
    .max(100),
});
