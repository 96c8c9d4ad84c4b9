/** Brings the rules on launches and boots, and a colleague's acts, into a practice world. */
import { practiceServices } from "../practice-services.ts";
import type { GuestContext } from "../world/kernel/guest.ts";
import type { Json } from "../world/kernel/json.ts";
import type { Mishaps } from "../world/kernel/mishaps.ts";
import { PracticeError } from "../world/kernel/practice-error.ts";
import { timerKind } from "../world/kernel/timers.ts";
import type { World } from "../world/kernel/world.ts";
import type { FaultBook } from "./fault-book.ts";
import type { BootEffect, ColleagueAct } from "./fault-rule.ts";

/** What an act did came out so: null, or AWS's refusal. */
export type ActListener = (act: ColleagueAct, refusal: string | null) => void;

const actDue = timerKind<{ readonly act: Json }>("faults.act");

/** Once for each world; `acts` are added to its timers. */
export function bringMishaps(
  world: World,
  book: FaultBook,
  acts: readonly ColleagueAct[],
  onAct: ActListener = () => undefined,
): void {
  world.mishaps = mishapsOf(world, book);
  world.on(actDue, (_, { act }) => {
    const due = act as unknown as ColleagueAct;
    onAct(due, carryOut(world, due));
  });
  for (const act of acts) {
    world.schedule(actDue, act.atMs, { act: structuredClone(act) as unknown as Json });
  }
}

function mishapsOf(world: World, book: FaultBook): Mishaps {
  return {
    refuseLaunch({ zone, instanceType, groupName }) {
      const names = [zone, instanceType, groupName];
      const rule = book.strike("launch", world.nowMs, ({ resource }) => isOf(resource, names));
      return rule ? noCapacity(zone, instanceType) : null;
    },
    atBoot(context) {
      const { instance, image } = context;
      const names = [image?.id, instance.zone, instance.instanceType, instance.groupName];
      const rule = book.strike("boot", world.nowMs, ({ resource }) => isOf(resource, names));
      return rule ? spoilt(context, rule.effect) : context;
    },
  };
}

const isOf = (resource: string | null, names: readonly (string | null | undefined)[]) =>
  resource === null || names.includes(resource);

function noCapacity(zone: string, instanceType: string): PracticeError {
  const words =
    `We currently do not have sufficient ${instanceType} capacity in the Availability Zone you requested (${zone}). ` +
    "Our system will be working on provisioning additional capacity. You can currently get " +
    `${instanceType} capacity by not specifying an Availability Zone in your request.`;
  return new PracticeError("InsufficientInstanceCapacity", words, 500);
}

function spoilt(context: GuestContext, effect: BootEffect): GuestContext {
  switch (effect.kind) {
    case "boot-hangs":
      return { ...context, say: nothing, shutdownAt: nothing, healthyAt: nothing };
    case "never-healthy":
      return { ...context, healthyAt: (atMs) => context.healthyAt(atMs, false) };
    case "dies":
      context.healthyAt(effect.afterMs, false);
      return { ...context, healthyAt: (atMs, ok) => liveUntil(context, effect.afterMs, atMs, ok) };
  }
}

const nothing = () => undefined;

function liveUntil(context: GuestContext, diesAtMs: number, atMs: number, ok: boolean): void {
  if (atMs < diesAtMs) context.healthyAt(atMs, ok);
}

/** As a call over the wire, without signature and rules. */
export function carryOut(world: World, { service, operation, input }: ColleagueAct): string | null {
  const action = practiceServices.find((one) => one.name === service)?.actions[operation];
  if (!action) return `The practice cloud does not simulate ${service}:${operation}.`;
  try {
    action.handle(input as never, { world, ...COLLEAGUE, region: world.region });
    return null;
  } catch (error) {
    if (error instanceof PracticeError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const COLLEAGUE = {
  principal: { accountId: "", arn: "arn:aws:iam::practice:user/colleague", userId: "colleague" },
  accessKeyId: "colleague",
  requestId: "colleague",
  wallMs: 0,
};
