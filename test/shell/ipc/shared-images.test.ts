import { describe, expect, test } from "vitest";
import type { InventoryChange } from "../../../electron/inventory/inventory.ts";
import { topicSources, type SourceParts } from "../../../electron/ipc/topic-sources.ts";
import { Topics } from "../../../electron/ipc/topics.ts";
import { imageKey, type ConsoleEvent } from "../../../shared/contract/topics.ts";
import type { ImageView } from "../../../shared/model/fleet.ts";
import { connectionId } from "../../../shared/model/ids.ts";

const [ours, theirs] = [connectionId("ours"), connectionId("theirs")];
const sharedImage = (owner: string) =>
  ({ id: "ami-1", connectionId: owner }) as unknown as ImageView;

function aFollowedTable() {
  const waiting: (() => void)[] = [];
  const later = (work: () => void) => void waiting.push(work);
  let tell: (change: InventoryChange) => void = () => undefined;
  const inventory = {
    connections: () => [{ id: ours }, { id: theirs }],
    views: (id: string) => ({ images: new Map([["ami-1", sharedImage(id)]]) }),
    onChange: (listener: typeof tell) => ((tell = listener), () => undefined),
  };
  const topics = new Topics(topicSources({ inventory, later } as unknown as SourceParts), later);
  const events: ConsoleEvent[] = [];
  const snapshot = topics.open(
    { id: "s", push: (event) => void events.push(event) },
    "images",
    null,
  );
  const drop = (from: typeof ours) => {
    tell({
      connectionId: from,
      revision: 2,
      views: [{ table: "images", upserts: [], removes: ["ami-1"] }],
      factsChanged: false,
      state: null,
      removed: true,
    });
    waiting.splice(0).forEach((work) => work());
  };
  const rowsNow = () => topics.open({ id: "late", push: () => undefined }, "images", null).rows;
  return { snapshot, events, drop, rowsNow };
}

describe("an image that two connections hold", () => {
  test("is a row of each", () => {
    const { snapshot } = aFollowedTable();
    expect(snapshot.rows).toEqual([sharedImage(ours), sharedImage(theirs)]);
  });

  test("stays with the first when the second one is closed", () => {
    const { events, drop, rowsNow } = aFollowedTable();
    drop(theirs);
    expect(rowsNow()).toEqual([sharedImage(ours)]);
    const removes = [imageKey(theirs, "ami-1")];
    expect(events).toMatchObject([{ delta: { upserts: [], removes } }]);
  });
});
