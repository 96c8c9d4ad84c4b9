import { describe, expect, test } from "vitest";
import { Topics } from "../../../electron/ipc/topics.ts";
import type { TopicSources, TopicTable } from "../../../electron/ipc/topics.ts";
import type { Session } from "../../../electron/ipc/session.ts";
import type { ConsoleEvent } from "../../../shared/contract/topics.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";

const anImage = (id: string, name = id) =>
  ({ id, name, connectionId: "own" }) as unknown as ImageView;

function aSession(id = "s1") {
  const events: ConsoleEvent[] = [];
  const session: Session = { id, push: (event) => void events.push(event) };
  return { session, events };
}

function someTopics() {
  const waiting: (() => void)[] = [];
  const tables: TopicTable<"images">[] = [];
  const ended: string[] = [];
  const images = (table: TopicTable<"images">) => {
    tables.push(table);
    table.put([anImage("ami-1")]);
    return () => void ended.push("images");
  };
  const topics = new Topics(
    { images } as unknown as TopicSources,
    (work) => void waiting.push(work),
  );
  const tick = () => waiting.splice(0).forEach((work) => work());
  return { topics, tables, tick, ended };
}

describe("topics", () => {
  test("a snapshot, then a delta that follows it", () => {
    const { topics, tables, tick } = someTopics();
    const { session, events } = aSession();
    const snapshot = topics.open(session, "images", null);
    tables[0]?.put([anImage("ami-2"), anImage("ami-3")]);
    tables[0]?.remove(["own/ami-1"]);
    tick();
    expect(snapshot.rows).toEqual([anImage("ami-1")]);
    expect(events).toEqual([
      {
        event: "topic:changed",
        delta: {
          topic: "images",
          scope: null,
          from: snapshot.revision,
          revision: snapshot.revision + 1,
          upserts: [anImage("ami-2"), anImage("ami-3")],
          removes: ["own/ami-1"],
        },
      },
    ]);
  });

  test("what didn't change is not sent", () => {
    const { topics, tables, tick } = someTopics();
    const { session, events } = aSession();
    topics.open(session, "images", null);
    tables[0]?.replace([anImage("ami-1")]);
    tick();
    expect(events).toEqual([]);
  });

  test("a second window gets the newest rows, and both the same revisions", () => {
    const { topics, tables, tick } = someTopics();
    const [first, second] = [aSession("a"), aSession("b")];
    const opened = topics.open(first.session, "images", null);
    tables[0]?.put([anImage("ami-1", "renamed")]);
    const late = topics.open(second.session, "images", null);
    tick();
    expect(late.revision).toBe(opened.revision + 1);
    expect(late.rows).toEqual([anImage("ami-1", "renamed")]);
    expect([first.events.length, second.events.length]).toEqual([1, 0]);
    expect(tables).toHaveLength(1);
  });

  test("the source ends with its last follower", () => {
    const { topics, ended } = someTopics();
    const [first, second] = [aSession("a"), aSession("b")];
    topics.open(first.session, "images", null);
    topics.open(second.session, "images", null);
    topics.close(first.session, "images", null);
    expect(ended).toEqual([]);
    topics.drop(second.session);
    expect(ended).toEqual(["images"]);
  });
});
