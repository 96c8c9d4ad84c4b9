import { describe, expect, it } from "vitest";
import type { GroupFact } from "../../../../shared/model/facts.ts";
import type { RootVolumeIntent } from "../../../../shared/model/intent.ts";
import { until } from "../console.ts";
import {
  anInPlaceConsole,
  cameTo,
  DONE,
  groupsOf,
  idsOf,
  leastServing,
  ownOf,
  why,
  type InPlaceConsole,
} from "./in-place-region.ts";

const FLEET = "ledger-db";
const how = {
  strategy: "root-volume",
  batch: 1,
  batchSoakMs: 30_000,
  keepReplaced: false,
  soakMs: 30_000,
  gates: [],
  onFailure: "hold",
} as const;
type Changes = Partial<Pick<RootVolumeIntent, "batch" | "keepReplaced">>;

async function aSwap(changes: Changes = {}) {
  const console = anInPlaceConsole();
  const image = await console.otherImage(FLEET);
  const plan = await console.replaceBy(FLEET, image, { ...how, ...changes });
  const name = groupsOf(plan).to;
  const before = await console.group(name);
  return { console, plan, name, before, image, least: leastServing(console, name) };
}

const serversOf = async ({ cloud }: InPlaceConsole, group: GroupFact) =>
  (await cloud.reader.servers(idsOf(group))).map(
    ({ id, imageId, privateIp, volumes, rootDevice }) => ({
      id,
      imageId,
      privateIp,
      data: volumes.filter(({ device }) => device !== rootDevice).map(({ volumeId }) => volumeId),
      root: volumes.find(({ device }) => device === rootDevice)?.volumeId,
    }),
  );

describe("root volume swap", () => {
  it("gives 3 servers new roots, one at a time; servers, addresses and data volumes stay", async () => {
    const { console, plan, name, before, image, least } = await aSwap();
    const was = await serversOf(console, before);
    expect(plan.floor).toBe(2);
    const detail = await console.carryOut(plan);
    expect(cameTo(detail)).toEqual(DONE);
    const after = await console.group(name);
    const is = await serversOf(console, after);
    expect(is.map(({ imageId }) => imageId)).toEqual([image, image, image]);
    const kept = (rows: typeof is) =>
      rows
        .map(({ id, privateIp, data }) => ({ id, privateIp, data }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(kept(is)).toEqual(kept(was));
    expect(is.map(({ root }) => root)).not.toEqual(was.map(({ root }) => root));
    expect(ownOf(after)).toEqual(ownOf(before));
    expect(least()).toBe(2);
    expect(detail.samples.at(-1)).toMatchObject({ from: 0, to: 3 });
    const fleet = await console.fleet(FLEET);
    const live = fleet.generations.find(({ id }) => id === fleet.liveId);
    expect(live).toMatchObject({ label: groupsOf(plan).toLabel, servers: 3, inService: 3 });
    expect(
      fleet.findings.filter(({ subject }) => idsOf(after).some((id) => id === subject)),
    ).toEqual([]);
  });

  it("goes back after the end to the image before, in the same manner", async () => {
    const { console, plan, name, before } = await aSwap({ batch: 2 });
    expect(cameTo(await console.carryOut(plan))).toEqual(DONE);
    const back = await console.rollback(FLEET, groupsOf(plan).fromLabel);
    expect(back.steps.map(({ work }) => work.kind)).toContain("swap-roots");
    expect(cameTo(await console.carryOut(back))).toEqual(DONE);
    const after = await console.group(name);
    expect(idsOf(after).toSorted()).toEqual(idsOf(before).toSorted());
    expect(after.template?.version).toBe(before.template?.version);
    const fleet = await console.fleet(FLEET);
    const live = fleet.generations.find(({ id }) => id === fleet.liveId);
    expect(live).toMatchObject({ label: groupsOf(plan).fromLabel, servers: 3, inService: 3 });
  });

  it("goes back in flight, a server with a task under way included", async () => {
    const { console, plan, name, before } = await aSwap();
    const { operations } = console;
    const id = operations.start(plan, why);
    await until(
      operations,
      () =>
        operations
          .detail(id)
          ?.steps.some(({ note }) => note.includes("getting new root volumes")) ?? false,
    );
    const back = await console.rollback(FLEET, groupsOf(plan).fromLabel, id);
    await operations.supersede(id, "Rolled back by ada");
    expect(cameTo(await console.ended(operations.start(back, why)))).toEqual(DONE);
    const after = await console.group(name);
    expect(idsOf(after).toSorted()).toEqual(idsOf(before).toSorted());
    expect(ownOf(after)).toEqual(ownOf(before));
    const images = new Set((await serversOf(console, after)).map(({ imageId }) => imageId));
    const was = new Set((await serversOf(console, before)).map(({ imageId }) => imageId));
    expect(images).toEqual(was);
  });
});
