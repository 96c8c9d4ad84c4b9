/**
 * Eventual consistency of reads, off unless chosen: for a short time, drawn anew for each, a new resource is missing
 * from lists and unknown by its id, and a change of a server's state or of tags is not shown yet. What is done to a
 * resource always meets it as it is.
 */
import type { InstanceState, InstanceStateName } from "../../kernel/state/ec2/instances.ts";
import type { Tags } from "../../kernel/state/ec2/tags.ts";
import { timerKind } from "../../kernel/timers.ts";
import type { World } from "../../kernel/world.ts";

const KEY = "settings|visibility";
const shown = timerKind<{ readonly key: string }>("ec2.shown");

export function registerVisibility(world: World): void {
  world.on(shown, (_, { key }) => void world.state.unseen.delete(key));
}

/** Reads lag by up to so long; 0: never, as in a new world. */
export function chooseVisibility(world: World, { upToMs }: { readonly upToMs: number }): void {
  if (upToMs > 0) world.state.loose.set(KEY, upToMs);
  else world.state.loose.delete(KEY);
}

type Lagging = "itself" | "state" | "tags";
const keyOf = (id: string, what: Lagging) => `${id}|${what}`;

/** To be told of each new resource that reads may miss. */
export function hideNew(world: World, id: string): void {
  lag(world, keyOf(id, "itself"), null);
}

/** To be told before a change, of what reads may still show afterwards. */
export function keepFormerState(world: World, { id, state }: InstanceState): void {
  lag(world, keyOf(id, "state"), state);
}

export function keepFormerTags(world: World, id: string, tags: Tags): void {
  if (world.state.loose.has(KEY)) lag(world, keyOf(id, "tags"), { ...tags });
}

/** What is late already is not made later: it shows the newest when its time has come. */
function lag(world: World, key: string, former: InstanceStateName | Tags | null): void {
  const upToMs = world.state.loose.get(KEY);
  if (typeof upToMs !== "number" || world.state.unseen.has(key)) return;
  const untilMs = world.nowMs + Math.round(world.chance.between(0, upToMs));
  world.state.unseen.set(key, { untilMs, former });
  world.schedule(shown, untilMs, { key });
}

/** Whether reads know of the resource. */
export function isSeen({ state: { unseen } }: World, id: string): boolean {
  return unseen.size === 0 || !unseen.has(keyOf(id, "itself"));
}

export function seenTags({ state: { unseen } }: World, id: string, tags: Tags): Tags {
  const former = unseen.size === 0 ? undefined : unseen.get(keyOf(id, "tags"));
  return former ? (former.former as Tags) : tags;
}

/** The server as reads show it. */
export function seenInstance(world: World, instance: InstanceState): InstanceState {
  const { unseen } = world.state;
  if (unseen.size === 0) return instance;
  const former = unseen.get(keyOf(instance.id, "state"));
  const state = former ? (former.former as InstanceStateName) : instance.state;
  return { ...instance, state, tags: seenTags(world, instance.id, instance.tags) };
}
