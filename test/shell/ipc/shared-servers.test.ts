import { expect, test } from "vitest";
import type { InventoryChange } from "../../../electron/inventory/inventory.ts";
import { topicSources, type SourceParts } from "../../../electron/ipc/topic-sources.ts";
import { Topics } from "../../../electron/ipc/topics.ts";
import type { ServerView } from "../../../shared/model/fleet.ts";
import { connectionId } from "../../../shared/model/ids.ts";

const [ours, theirs] = [connectionId("ours"), connectionId("theirs")];
const serverOf = (owner: string) => ({ id: "i-1", fleetId: `${owner}/web` }) as ServerView;

function theTable(scope: string) {
  const waiting: (() => void)[] = [];
  const later = (work: () => void) => void waiting.push(work);
  let tell: (change: InventoryChange) => void = () => undefined;
  const inventory = {
    connections: () => [{ id: ours }, { id: theirs }],
    views: (id: string) => ({ servers: new Map([["i-1", serverOf(id)]]) }),
    onChange: (listener: typeof tell) => ((tell = listener), () => undefined),
  };
  const topics = new Topics(topicSources({ inventory, later } as unknown as SourceParts), later);
  const open = () => topics.open({ id: "s", push: () => undefined }, "servers", scope).rows;
  open();
  const change = (
    from: typeof ours,
    view: Pick<InventoryChange["views"][number], "upserts" | "removes">,
  ) => {
    const views = [{ table: "servers" as const, ...view }];
    tell({
      connectionId: from,
      revision: 2,
      views,
      factsChanged: false,
      state: null,
      removed: false,
    });
    waiting.splice(0).forEach((work) => work());
  };
  return { open, change };
}

test("a fleet keeps its server when another connection to the same account tells of it, or no longer does", () => {
  const { open, change } = theTable("ours/web");
  change(theirs, { upserts: [serverOf("theirs")], removes: [] });
  expect(open()).toEqual([serverOf("ours")]);
  change(theirs, { upserts: [], removes: ["i-1"] });
  expect(open()).toEqual([serverOf("ours")]);
  change(ours, { upserts: [], removes: ["i-1"] });
  expect(open()).toEqual([]);
});

test("all servers are those of each connection, also where two tell of the same", () => {
  const { open, change } = theTable("*");
  expect(open()).toEqual([serverOf("ours"), serverOf("theirs")]);
  change(theirs, { upserts: [], removes: ["i-1"] });
  expect(open()).toEqual([serverOf("ours")]);
  change(theirs, { upserts: [serverOf("theirs")], removes: [] });
  expect(open()).toHaveLength(2);
});
