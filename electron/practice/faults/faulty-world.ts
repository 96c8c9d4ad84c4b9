/** Brings the rules on launches, boots and AWS's own work, and a colleague's acts, into a practice world. */
import type { GuestContext } from "../world/kernel/guest.ts";
import type { LaunchPlace, Mishaps } from "../world/kernel/mishaps.ts";
import type { World } from "../world/kernel/world.ts";
import { listenToActs, scheduleAct } from "./colleague.ts";
import type { ActListener } from "./colleague.ts";
import type { FaultBook } from "./fault-book.ts";
import type {
  BootEffect,
  ColleagueAct,
  FaultRule,
  LaunchEffect,
  WorkEffect,
} from "./fault-rule.ts";
import { launchRefusal } from "./launch-refusals.ts";

export { carryOut } from "./colleague.ts";

/** A script in the place of the faults that the region keeps itself; `acts` are added to its timers. */
export function bringMishaps(
  world: World,
  book: FaultBook,
  acts: readonly ColleagueAct[],
  onAct: ActListener = () => undefined,
): void {
  world.mishaps = mishapsOf(world, () => book);
  listenToActs(world, onAct);
  for (const act of acts) scheduleAct(world, act);
}

type Names = readonly (string | null | undefined)[];
type RuleAt<At extends FaultRule["at"]> = Extract<FaultRule, { readonly at: At }>;

export function mishapsOf(world: World, book: () => FaultBook | null): Mishaps {
  const launches = (names: Names, kinds: readonly LaunchEffect["kind"][]) =>
    book()?.strike("launch", world.nowMs, ({ resource, effect }) => {
      return kinds.includes(effect.kind) && isOf(resource, names);
    })?.effect ?? null;
  const works = <Kind extends WorkEffect["kind"]>(kind: Kind, names: Names) =>
    (book()?.strike("work", world.nowMs, ({ resource, effect }) => {
      return effect.kind === kind && isOf(resource, names);
    })?.effect ?? null) as Extract<WorkEffect, { readonly kind: Kind }> | null;
  return {
    refuseLaunch(place) {
      const room = ["no-capacity", "quota-reached"] as const;
      const isNew = place.imageId !== undefined;
      const effect = launches(namesOf(place), isNew ? [...room, "image-unusable"] : room);
      return effect && launchRefusal(effect, place);
    },
    keyFails: ({ keyId, zone, instanceType, groupName }) =>
      launches([keyId, zone, instanceType, ...ofGroup(groupName)], ["key-failure"]) !== null,
    // For a launch `keyFails` was asked before.
    refusesKey: ({ kmsKeyId, purpose }) =>
      purpose === "copy" && works("copy-key-failure", [kmsKeyId]) !== null,
    atBoot: (context) => bootOf(world, book(), context),
    snapshotFate({ snapshotId, volumeId, imageId, kind }) {
      const names = [snapshotId, volumeId, imageId, imageName(world, imageId), kind];
      if (works("snapshot-fails", names)) return { endsInError: true };
      const slow = works("snapshot-slow", names);
      return slow && { takesMs: slow.takesMs };
    },
    losesHookAnswer: ({ groupName, hook, instanceId }) =>
      works("hook-unanswered", [...ofGroup(groupName), hook, instanceId]) !== null,
    drainsLongerMs({ targetGroupArn, instanceId }) {
      const groupName = world.state.instances.get(instanceId)?.groupName ?? null;
      const names = [targetGroupArn, targetGroupName(targetGroupArn), instanceId];
      return works("drain-stuck", [...names, ...ofGroup(groupName)])?.forMs ?? 0;
    },
    refreshStalls: (groupName) => works("refresh-stalls", ofGroup(groupName)) !== null,
  };
}

const namesOf = ({ zone, instanceType, groupName, imageId }: LaunchPlace): Names => [
  zone,
  instanceType,
  imageId,
  ...ofGroup(groupName),
];

/** A group is also known by its fleet: its name without `-v042`. */
const ofGroup = (name: string | null): Names => [name, name?.replace(/-v\d+$/, "")];

const targetGroupName = (arn: string) => arn.split(":targetgroup/")[1]?.split("/")[0];

const imageName = (world: World, id: string | null) =>
  id === null ? null : world.state.images.get(id)?.name;

const isOf = (resource: string | null, names: Names) =>
  resource === null || names.includes(resource);

function bootOf(world: World, book: FaultBook | null, context: GuestContext): GuestContext {
  const { instance, image } = context;
  const names = [image?.id, image?.name, instance.zone, instance.instanceType, instance.id];
  const all = [...names, ...ofGroup(instance.groupName)];
  const madeAtMs = image ? world.state.images.get(image.id)?.createdAtMs : undefined;
  const isMeant = ({ resource, imagesMadeAfterMs = null }: RuleAt<"boot">) =>
    isOf(resource, all) && (imagesMadeAfterMs === null || (madeAtMs ?? 0) > imagesMadeAfterMs);
  const rule = book?.strike("boot", world.nowMs, isMeant);
  return rule ? spoilt(context, rule.effect) : context;
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
