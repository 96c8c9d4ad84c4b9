import { describe, expect, test } from "vitest";
import { TopicStore } from "../../../renderer/client/topic-store.ts";
import type { Bridge } from "../../../shared/contract/bridge.ts";
import type { ConsoleEvent, TopicDelta } from "../../../shared/contract/topics.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";

const anImage = (id: string, name = id) =>
  ({ id, name, connectionId: "own" }) as unknown as ImageView;

function aBridge() {
  const state = { revision: 1, rows: [anImage("ami-1")] };
  const asked: string[] = [];
  const listeners: ((event: ConsoleEvent) => void)[] = [];
  const links: ((up: boolean) => void)[] = [];
  const bridge = {
    host: "serve",
    request: async (name: string) => {
      asked.push(name);
      return { ok: true, value: { topic: "images", scope: null, ...state } };
    },
    onEvent: (listener: (event: ConsoleEvent) => void) => (
      listeners.push(listener),
      () => undefined
    ),
    onLink: (listener: (up: boolean) => void) => (links.push(listener), () => undefined),
  } as unknown as Bridge;
  const change = (from: number, rows: readonly ImageView[], removes: readonly string[] = []) => {
    const delta: TopicDelta = {
      topic: "images",
      scope: null,
      from,
      revision: from + 1,
      upserts: rows,
      removes,
    };
    for (const listener of listeners) listener({ event: "topic:changed", delta });
  };
  const link = (up: boolean) => links.forEach((listener) => listener(up));
  return { bridge, state, asked, change, link };
}

async function aFollowedTopic() {
  const host = aBridge();
  const store = new TopicStore(host.bridge);
  const told = { times: 0 };
  store.subscribe("images", null, () => void (told.times += 1));
  const names = () => [...store.view("images", null).rows.values()].map(({ name }) => name);
  await expect.poll(() => store.view("images", null).status).toBe("live");
  return { ...host, store, told, names };
}

describe("topic store", () => {
  test("a snapshot, then deltas in order", async () => {
    const { change, names, store } = await aFollowedTopic();
    change(1, [anImage("ami-2")]);
    change(2, [anImage("ami-1", "renamed")], ["own/ami-2"]);
    expect(names()).toEqual(["renamed"]);
    expect(store.view("images", null).revision).toBe(3);
  });

  test("a view is the same object until something changes", async () => {
    const { change, store } = await aFollowedTopic();
    const before = store.view("images", null);
    change(0, [anImage("ami-9")]);
    expect(store.view("images", null)).toBe(before);
    change(1, [anImage("ami-2")]);
    expect(store.view("images", null)).not.toBe(before);
  });

  test("a gap means: open again", async () => {
    const { asked, change, names, state } = await aFollowedTopic();
    Object.assign(state, { revision: 9, rows: [anImage("ami-7")] });
    change(5, [anImage("ami-5")]);
    await expect.poll(names).toEqual(["ami-7"]);
    expect(asked).toEqual(["topic:open", "topic:open"]);
  });

  test("while the link is down the rows stay, marked stale; then they are read anew", async () => {
    const { link, names, state, store } = await aFollowedTopic();
    link(false);
    expect(store.view("images", null).status).toBe("stale");
    expect(names()).toEqual(["ami-1"]);
    Object.assign(state, { revision: 1, rows: [anImage("ami-3")] });
    link(true);
    await expect.poll(names).toEqual(["ami-3"]);
    expect(store.view("images", null).status).toBe("live");
  });

  test("a topic is opened once, however many show it", async () => {
    const { asked, store } = await aFollowedTopic();
    store.subscribe("images", null, () => undefined);
    expect(asked).toEqual(["topic:open"]);
  });
});
