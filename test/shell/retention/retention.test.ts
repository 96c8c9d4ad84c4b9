/** The retention rules on the practice region: tried dry, carried out image by image, given back, or held by a use. */
import { describe, expect, it, vi } from "vitest";
import { openJournal } from "../../../electron/journal/journal.ts";
import { createOperations } from "../../../electron/operations/operations.ts";
import { steps } from "../../../electron/operations/steps/registry.ts";
import { goneImages } from "../../../electron/retention/gone-images.ts";
import { imageId, type ImageId } from "../../../shared/model/ids.ts";
import type { RetentionRow } from "../../../shared/model/retention.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aFolder, consoleOn, until } from "../operations/console.ts";
import { connection } from "../operations/practice-region.ts";
import { accepted, aKeeper, strict } from "./keeping.ts";

vi.setConfig({ testTimeout: 60_000 });
const DAY = 86_400_000;
type Keeper = Awaited<ReturnType<typeof aKeeper>>;

const going = async (keeper: Keeper, rules = strict) =>
  (await keeper.report(rules)).rows.filter(({ verdict }) => verdict === "goes");
const first = (rows: readonly RetentionRow[]): RetentionRow => {
  const [row] = rows;
  if (!row) throw new Error("Nothing goes");
  return row;
};
const stateOf = async (keeper: Keeper, id: ImageId) =>
  (await keeper.region.cloud.reader.images([id]))[0]?.state ?? "gone";

describe("a dry run", () => {
  it("says of every own image what becomes of it and why, and changes nothing", async () => {
    const keeper = await aKeeper();
    const before = JSON.stringify([...keeper.region.world.state.images.values()]);
    const report = await keeper.report();
    const own = [...keeper.facts.images.values()];
    expect(report.rows).toHaveLength(own.length);
    for (const row of report.rows) expect(row.reasons.length).toBeGreaterThan(0);
    const verdicts = new Set(report.rows.map(({ verdict }) => verdict));
    expect(verdicts).toEqual(new Set(["goes", "stays"]));
    expect(report.disk).toMatchObject({ gib: expect.any(Number), usdPerMonth: expect.any(Number) });
    expect(JSON.stringify([...keeper.region.world.state.images.values()])).toBe(before);
  });

  it("keeps what serves, is promised, is named by a template, isn't Bennu's, or is newest", async () => {
    const keeper = await aKeeper();
    const { rows } = await keeper.report();
    const goes = new Set(
      rows.filter(({ verdict }) => verdict === "goes").map(({ imageId: id }) => id),
    );
    for (const server of keeper.facts.servers.values()) expect(goes).not.toContain(server.imageId);
    for (const { imageId: id, isDefault } of keeper.facts.templateVersions.values())
      if (isDefault) expect(goes).not.toContain(id);
    const why = rows
      .flatMap(({ verdict, reasons }) => (verdict === "stays" ? reasons : []))
      .join("\n");
    expect(why).toMatch(/were started from it/);
    expect(why).toMatch(/promised to return stand on it/);
    expect(why).toMatch(/launch templates names? it/);
    expect(why).toMatch(/Nothing says that Bennu made it/);
    expect(why).toMatch(/is the newest good one of checkout-web/);
  });

  it("lets nothing go whose use can't be looked at", async () => {
    const keeper = await aKeeper();
    const blind = { ...keeper.region.cloud.reader, imageReferences: denied };
    keeper.parts.cloudOf = () => ({ ...keeper.region.cloud, reader: blind });
    const { rows } = await keeper.report();
    expect(rows.filter(({ verdict }) => verdict === "goes")).toEqual([]);
    const unsure = rows.find(({ verdict }) => verdict === "unsure");
    expect(unsure?.reasons.join(" ")).toMatch(/could not be looked at: .*doesn't allow/);
  });
});

const denied = async (): Promise<never> => {
  const { BennuError } = await import("../../../shared/errors.ts");
  throw new BennuError({
    code: "access-denied",
    message: "AWS doesn't allow these credentials to.",
  });
};

describe("carried out", () => {
  it("an image is put to rest first, can be had back, and is removed with its snapshots after its time", async () => {
    const keeper = await aKeeper();
    const { imageId: id, name } = first(await going(keeper));
    const image = keeper.facts.images.get(id);
    const disabling = accepted(await keeper.retention([id]));
    expect(disabling.steps.map(({ title }) => title)).toEqual([`Disable ${name}`]);
    expect((await keeper.console.carryOut(disabling)).status).toBe("succeeded");
    expect(await stateOf(keeper, id)).toBe("disabled");

    const back = accepted(await keeper.retention([id], { way: "give-back" }));
    expect((await keeper.console.carryOut(back)).status).toBe("succeeded");
    expect(await stateOf(keeper, id)).toBe("available");
    const twice = await keeper.retention([id], { way: "give-back" });
    expect(twice.refused && twice.reason).toMatch(/was not put to rest/);

    await keeper.console.carryOut(accepted(await keeper.retention([id])));
    await keeper.region.cloud.clock.sleep((strict.graceDays + 1) * DAY);
    const removing = accepted(await keeper.retention([id]));
    expect(removing.lost.join(" ")).toMatch(/1 image and 1 snapshot/);
    expect((await keeper.console.carryOut(removing)).status).toBe("succeeded");
    expect(await stateOf(keeper, id)).toBe("gone");
    const snapshots = image?.snapshotIds ?? [];
    expect(await keeper.region.cloud.reader.snapshotStates(snapshots)).toEqual({});
  });

  it("while it rests nothing removes it", async () => {
    const keeper = await aKeeper();
    const { imageId: id } = first(await going(keeper));
    await keeper.console.carryOut(accepted(await keeper.retention([id])));
    keeper.parts.facts = () => ({ ...keeper.facts });
    const planned = await keeper.retention([id]);
    expect(planned.refused && planned.reason).toMatch(/can be had back for 1 day/);
  });

  it("deprecated first, if that is chosen", async () => {
    const keeper = await aKeeper();
    const rules = { ...strict, first: "deprecate" as const };
    const { imageId: id } = first(await going(keeper, rules));
    const plan = accepted(await keeper.retention([id], { rules }));
    expect((await keeper.console.carryOut(plan)).status).toBe("succeeded");
    const [image] = await keeper.region.cloud.reader.images([id]);
    expect(image).toMatchObject({ state: "available", deprecatedAtMs: expect.any(Number) });
  });

  it("an image that something needs by now stays, and the others go on", async () => {
    const keeper = await aKeeper();
    const rules = { ...strict, first: "nothing" as const };
    const [one, two] = await going(keeper, rules);
    if (!one || !two) throw new Error("Too little goes");
    const plan = accepted(await keeper.retention([one.imageId, two.imageId], { rules }));
    await keeper.region.cloud.actor.perform({
      ...{ call: "RunInstances", imageId: one.imageId, subnetId: null, securityGroupIds: [] },
      instanceType:
        keeper.facts.images.get(one.imageId)?.architecture === "arm64" ? "t4g.small" : "t3.small",
      ...{ userData: "", tags: {}, clientToken: "somebody-else" },
    });
    const detail = await keeper.console.carryOut(plan);
    expect(detail.steps.map(({ status }) => status)).toEqual(["skipped", "done"]);
    expect(detail.steps.map(({ note }) => note).join(" ")).toMatch(
      /stays: 1 server was started from it/,
    );
    expect([await stateOf(keeper, one.imageId), await stateOf(keeper, two.imageId)]).toEqual([
      "available",
      "gone",
    ]);
  });

  it("an image that is among the newest by now stays: newer ones went since the plan", async () => {
    const keeper = await aKeeper();
    const rules = { ...strict, first: "nothing" as const };
    const rows = await going(keeper, rules);
    const good = rows.filter(({ imageId: id }) =>
      keeper.facts.images.get(id)?.tags[TAG.verified]?.startsWith("passed"),
    );
    const { imageId: id } = first(good);
    const recipe = keeper.facts.images.get(id)?.tags[TAG.recipe] ?? "";
    const plan = accepted(await keeper.retention([id], { rules }));
    const { state } = keeper.region.world;
    for (const one of state.images.values())
      if (one.tags[TAG.recipe] === recipe && one.id !== id) one.tags[TAG.verified] = "failed 1/9";
    const detail = await keeper.console.carryOut(plan);
    expect(detail.steps.map(({ status }) => status)).toEqual(["skipped"]);
    expect(detail.steps[0]?.note).toContain("number 1 of its recipe");
    expect(await stateOf(keeper, id)).toBe("available");
  });

  it("another account's image is never touched, whoever asks", async () => {
    const keeper = await aKeeper();
    const rules = { ...strict, first: "nothing" as const };
    const { imageId: id } = first(await going(keeper, rules));
    const plan = accepted(await keeper.retention([id], { rules }));
    const identity = async () => ({
      accountId: "999999999999",
      arn: "arn:aws:iam::999999999999:user/x",
    });
    const stranger = {
      ...keeper.region.cloud,
      reader: { ...keeper.region.cloud.reader, identity },
    };
    const detail = await consoleOn(stranger, `${aFolder()}/journal.sqlite`).carryOut(plan);
    expect(detail.steps.map(({ status }) => status)).toEqual(["skipped"]);
    expect(detail.steps.map(({ note }) => note).join(" ")).toMatch(
      /only its owner can take it away/,
    );
    expect(await stateOf(keeper, id)).toBe("available");
  });
});

describe("where things go wrong", () => {
  const atOnce = { ...strict, first: "nothing" as const };

  it("an answer that was lost is no second try: what came of it is looked at", async () => {
    const keeper = await aKeeper();
    const { imageId: id } = first(await going(keeper, atOnce));
    const plan = accepted(await keeper.retention([id], { rules: atOnce }));
    const { actor } = keeper.region.cloud;
    const asked: string[] = [];
    const deaf = {
      ...keeper.region.cloud,
      actor: {
        perform: async (call: Parameters<typeof actor.perform>[0]) => {
          asked.push(call.call);
          await actor.perform(call);
          return { kind: "unknown" as const, message: "ECONNRESET" };
        },
      },
    };
    const detail = await consoleOn(deaf, `${aFolder()}/journal.sqlite`).carryOut(plan);
    expect([detail.status, await stateOf(keeper, id)]).toEqual(["succeeded", "gone"]);
    expect(asked).toEqual(["DeregisterImage"]);
  });

  it("a console that ends in the middle is no reason to begin again: the next one goes on", async () => {
    const keeper = await aKeeper();
    const [one, two] = await going(keeper);
    if (!one || !two) throw new Error("Too little goes");
    const plan = accepted(await keeper.retention([one.imageId, two.imageId]));
    const { cloud } = keeper.region;
    const path = `${aFolder()}/journal.sqlite`;
    const journal = openJournal(path);
    const ports = { steps, cloudOf: () => cloud, who: "ada", holder: "ada@console" };
    const random = { next: () => 0.5, id: (prefix: string) => `${prefix}-1` };
    const before = createOperations({ ...ports, journal, random, onFault: () => undefined });
    const id = before.start(plan, { reason: "a test", changeNumber: null });
    await until(before, () => before.detail(id)?.steps[1]?.status === "running");
    await before.close();
    journal.close();
    const after = consoleOn(cloud, path);
    after.operations.resumeAll();
    const detail = await after.ended(id);
    expect(detail.steps.map(({ status }) => status)).toEqual(["done", "done"]);
    expect([await stateOf(keeper, one.imageId), await stateOf(keeper, two.imageId)]).toEqual([
      "disabled",
      "disabled",
    ]);
  });
});

describe("safe to delete?", () => {
  it("names each thing that was looked at, when, and what nobody can look at", async () => {
    const keeper = await aKeeper();
    const [server] = [...keeper.facts.servers.values()];
    const report = await keeper.safety(server?.imageId ?? imageId(""));
    expect(report.verdict).toBe("used");
    expect(report.checks.map(({ what }) => what)).toHaveLength(10);
    for (const { lookedAtMs } of report.checks) expect(lookedAtMs).not.toBeNull();
    expect(report.blind.length).toBeGreaterThan(2);
    const servers = report.checks.find(({ what }) => what === "servers");
    expect(servers).toMatchObject({ outcome: "used", foundInAll: expect.any(Number) });
  });

  it("an image that nothing needs is free, one that is shared isn't, and a foreign parameter counts", async () => {
    const keeper = await aKeeper();
    const { imageId: id } = first(await going(keeper));
    expect((await keeper.safety(id)).verdict).toBe("free");
    await keeper.region.cloud.actor.perform({
      ...{ call: "ModifyImageAttribute", imageId: id },
      ...{ addAccounts: ["111122223333"], removeAccounts: [] },
    });
    const shared = await keeper.safety(id);
    expect(shared.verdict).toBe("used");
    expect(shared.checks.find(({ what }) => what === "sharing")?.found).toEqual(["111122223333"]);
    const named = [...keeper.region.world.state.parameters.values()].find(
      ({ versions }) => versions[0]?.dataType === "aws:ec2:image",
    );
    const base = await keeper.safety(imageId(named?.versions[0]?.value ?? ""));
    expect(base.checks.find(({ what }) => what === "references")?.found.join(" ")).toMatch(
      /parameter/,
    );
  });

  it("what another connection holds counts, and one that can't be read leaves it unknown", async () => {
    const keeper = await aKeeper();
    const { imageId: id } = first(await going(keeper));
    const other = { ...connection, id: "other" as never, name: "Stage" };
    const [server] = [...keeper.facts.servers.values()];
    if (!server) throw new Error("no server");
    const theirs = {
      ...keeper.facts,
      servers: new Map([["i-1", { ...server, imageId: id }]]),
      templateVersions: new Map(),
    };
    const { facts, state } = keeper.parts;
    keeper.parts.connections = () => [connection, other];
    keeper.parts.facts = (at) => (at === other.id ? theirs : facts(at));
    const report = await keeper.safety(id);
    expect(report.checks.find(({ what }) => what === "other-connections")).toMatchObject({
      outcome: "used",
      found: [`${server.id} in Stage`],
    });
    keeper.parts.state = (at) =>
      at === other.id ? { accountId: null, phase: "failed", lastSyncAtMs: null } : state(at);
    expect((await keeper.safety(id)).verdict).toBe("unknown");
  });
});

it("servers whose image is gone are listed, with how it went", async () => {
  const keeper = await aKeeper();
  const { actor } = keeper.region.cloud;
  const [one, two] = [
    ...new Set([...keeper.facts.servers.values()].map((server) => server.imageId)),
  ];
  if (!one || !two) throw new Error("too few images");
  expect(await goneImages(keeper.parts, connection.id)).toEqual([]);
  for (const id of [one, two])
    await actor.perform({ call: "DisableImageDeregistrationProtection", imageId: id });
  await actor.perform({ call: "DisableImage", imageId: one });
  await actor.perform({ call: "DeregisterImage", imageId: two });
  const facts = await keeper.region.facts();
  keeper.parts.facts = () => facts;
  const gone = await goneImages(keeper.parts, connection.id);
  expect(gone.map(({ imageId: id, how }) => [id, how])).toEqual(
    expect.arrayContaining([
      [one, "disabled"],
      [two, "not-there"],
    ]),
  );
  expect(gone.every(({ servers }) => servers.length > 0)).toBe(true);
});

it("what was put to rest says since when, on the image itself", async () => {
  const keeper = await aKeeper();
  const { imageId: id } = first(await going(keeper));
  await keeper.console.carryOut(accepted(await keeper.retention([id])));
  const [image] = await keeper.region.cloud.reader.images([id]);
  expect(Date.parse(image?.tags[TAG.retired]?.split(" ")[0] ?? "")).toBeGreaterThan(0);
});
