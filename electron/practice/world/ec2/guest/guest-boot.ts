/** Hands a booting server to its guest, and turns what the guest wants into timers of the world. */
import type { Guest, GuestContext } from "../../kernel/guest.ts";
import type { ImageContents } from "../../kernel/state/ec2/contents.ts";
import type { InstanceState } from "../../kernel/state/ec2/instances.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { TimerKind } from "../../kernel/timers.ts";
import type { Json } from "../../kernel/json.ts";
import type { World } from "../../kernel/world.ts";
import { objectAtAddress } from "../../s3/buckets.ts";
import { appendConsole, latestConsole } from "./console-output.ts";
import { contentsOf, keepContents } from "../volumes/contents.ts";
import { bootPlainly } from "./default-guest.ts";
import { secretOf } from "../../secrets/secret-of.ts";
import { textOfUserData } from "./user-data-text.ts";

type OfBoot<T> = T & { readonly id: string; readonly boot: number };
const say = timerKind<OfBoot<{ readonly line: string }>>("guest.say");
const health = timerKind<OfBoot<{ readonly ok: boolean }>>("guest.health");
const contents = timerKind<OfBoot<{ readonly contentsId: string }>>("guest.contents");
export const guestShutdown = timerKind<OfBoot<{ readonly at: number }>>("guest.shutdown");

export function registerGuestTimers(world: World): void {
  onBoot(world, say, (instance, { line }) => appendConsole(instance, line, world.nowMs));
  onBoot(world, health, (instance, { ok }) => (instance.health = ok ? "healthy" : "unhealthy"));
  onBoot(world, contents, (instance, { contentsId }) => (instance.contentsId = contentsId));
}

/** Registers what a timer of a running server does; one of an earlier boot, or of a server that is off, is void. */
export function onBoot<P extends OfBoot<Json & object>>(
  world: World,
  kind: TimerKind<P>,
  act: (instance: InstanceState, payload: P) => void,
): void {
  world.on(kind, (_, payload) => {
    const instance = world.state.instances.get(payload.id);
    if (instance?.state === "running" && instance.bootCount === payload.boot)
      act(instance, payload);
  });
}

export function bootGuest(world: World, instance: InstanceState): void {
  const plain = guestContext(world, instance);
  const ctx = world.mishaps?.atBoot(plain) ?? plain;
  const guest = guestOf(world, ctx.contents);
  if (guest) guest.boot(ctx);
  else bootPlainly(ctx);
}

export function guestOf(world: World, contents: ImageContents): Guest | undefined {
  const named = contents.facts?.["guest"];
  return world.guests.get(typeof named === "string" ? named : "default");
}

function hostDisksOf({ instanceStore: store, bootCount }: InstanceState) {
  return store && { gib: store.gib, isBlank: store.blankAtBoot === bootCount };
}

export function guestContext(world: World, instance: InstanceState): GuestContext {
  const of = { id: instance.id, boot: instance.bootCount };
  const image = world.state.images.get(instance.imageId);
  return {
    userData: textOfUserData(instance.userData ?? ""),
    instance: {
      ...instance,
      bootCount: instance.bootCount - (instance.bootsOfFormerRoot ?? 0),
      hostDisks: hostDisksOf(instance),
    },
    image: image ? { id: image.id, name: image.name, tags: image.tags } : null,
    contents: contentsOf(world, instance.contentsId),
    bootedAtMs: world.nowMs,
    random: () => world.chance.next(),
    ...(instance.instanceProfileArn === null
      ? {}
      : { secret: (service, id) => secretOf(world, service, id) }),
    download: (address) => objectAtAddress(world, address),
    said: () => latestConsole(instance).text,
    say: (line, atOffsetMs) => void world.after(say, atOffsetMs, { ...of, line }),
    shutdownAt: (offsetMs) => void world.after(guestShutdown, offsetMs, { ...of, at: offsetMs }),
    healthyAt: (offsetMs, ok) => void world.after(health, offsetMs, { ...of, ok }),
    setContents: (wanted, atOffsetMs = 0) => {
      const contentsId = keepContents(world, wanted);
      if (atOffsetMs > 0) world.after(contents, atOffsetMs, { ...of, contentsId });
      else instance.contentsId = contentsId;
    },
  };
}
