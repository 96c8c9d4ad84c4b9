import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openJournal } from "../../../electron/journal/journal.ts";
import { createOperations } from "../../../electron/operations/operations.ts";
import { steps } from "../../../electron/operations/steps/registry.ts";
import type { Cloud } from "../../../electron/ports.ts";
import type { CallName } from "../../../shared/model/call.ts";
import { imageId } from "../../../shared/model/ids.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { aFolder, consoleOn, until } from "../operations/console.ts";
import { aPracticeRegion } from "../operations/practice-region.ts";
import { planOf, recipes } from "./baking.ts";

/** The first answer to each of these calls is lost: before AWS saw it, or after. */
function losing(cloud: Cloud, names: readonly CallName[], when: "before" | "after"): Cloud {
  const lost = new Set<CallName>();
  return {
    ...cloud,
    actor: {
      perform: async (call) => {
        const loses = names.includes(call.call) && !lost.has(call.call);
        lost.add(call.call);
        if (!loses) return cloud.actor.perform(call);
        if (when === "after") await cloud.actor.perform(call);
        return { kind: "unknown", message: "the connection was cut" };
      },
    },
  };
}

async function baseOf({ cloud }: ReturnType<typeof aPracticeRegion>) {
  const [base] = await cloud.reader.imagesByName("hardened 92");
  return imageId(base?.id ?? "");
}

// A bake is hundreds of looks, a replacement thousands; the machine may be shared.
vi.setConfig({ testTimeout: 120_000 });

type Region = ReturnType<typeof aPracticeRegion>;
const madeBy = ({ world }: Region, operation: string) => ({
  servers: [...world.state.instances.values()].filter(
    (one) => one.tags[TAG.operation] === operation,
  ),
  images: [...world.state.images.values()].filter((one) => one.tags[TAG.operation] === operation),
});

describe("a bake whose answers are lost", () => {
  it.each(["before", "after"] as const)(
    "%s the call was seen, makes nothing twice",
    async (when) => {
      const region = aPracticeRegion();
      const names = ["RunInstances", "CreateImage", "CreateTags", "TerminateInstances"] as const;
      const console = consoleOn(
        losing(region.cloud, names, when),
        join(aFolder(), "journal.sqlite"),
      );
      const detail = await console.carryOut(
        await planOf(region.cloud, "payments.yaml", await baseOf(region)),
      );
      expect([detail.status, detail.outcome]).toEqual([
        "succeeded",
        "Everything in the plan is done.",
      ]);
      const { servers, images } = madeBy(region, detail.id);
      expect(servers.map((one) => [one.tags[TAG.role], one.state])).toEqual([
        ["builder", "terminated"],
        ["fresh-boot", "terminated"],
      ]);
      expect(images.map((one) => one.state)).toEqual(["available"]);
    },
  );
});

/** Once the image is verified, a few lists of servers are from before the test boot was started. */
function forgetting(cloud: Cloud, stale: number): Cloud {
  let left = 0;
  const { reader, actor } = cloud;
  return {
    ...cloud,
    actor: {
      perform: async (call) => {
        if (call.call === "CreateTags") left = stale;
        return actor.perform(call);
      },
    },
    reader: {
      ...reader,
      serversByTag: async (key, value) => {
        const servers = await reader.serversByTag(key, value);
        left -= 1;
        return left < 0 ? servers : servers.filter(({ tags }) => tags[TAG.role] === "builder");
      },
    },
  };
}

describe("a bake whose lists lag behind", () => {
  it("ends the test boot that an old list doesn't show, though it was seen before", async () => {
    const region = aPracticeRegion();
    const console = consoleOn(forgetting(region.cloud, 4), join(aFolder(), "journal.sqlite"));
    const plan = await planOf(region.cloud, "payments.yaml", await baseOf(region));
    const detail = await console.carryOut(plan);
    expect(detail.status).toBe("succeeded");
    const { servers } = madeBy(region, detail.id);
    expect(servers.map(({ state }) => state)).toEqual(["terminated", "terminated"]);
  });
});

describe("a bake whose console was closed in the middle", () => {
  it.each(["2-await-builder", "3-make-image", "6-await-builder"])(
    "in step %s goes on",
    async (step) => {
      const region = aPracticeRegion();
      const path = join(aFolder(), "journal.sqlite");
      const journal = openJournal(path);
      const ports = { cloudOf: () => region.cloud, steps, who: "ada", holder: "ada@console" };
      const first = createOperations({
        ...ports,
        journal,
        random: { next: () => 0.5, id: () => "op-first" },
      });
      const plan = await planOf(region.cloud, "payments.yaml", await baseOf(region));
      const id = first.start(plan, { reason: "a test", changeNumber: null });
      await until(
        first,
        () => first.detail(id)?.steps.find((one) => one.stepId === step)?.status === "running",
      );
      await first.close();
      journal.close();
      await region.cloud.clock.sleep(20 * 60_000);

      const second = consoleOn(region.cloud, path);
      second.operations.resumeAll();
      const detail = await second.ended(id);
      expect([detail.status, detail.outcome]).toEqual([
        "succeeded",
        "Everything in the plan is done.",
      ]);
      expect(detail.bake?.log.join("\n")).toContain("Installing: shop-payments-4.2.0-1");
      expect(madeBy(region, id).images).toHaveLength(1);
      expect(madeBy(region, id).servers).toHaveLength(2);
    },
  );
});

describe("a builder that someone else ends", () => {
  it("fails the bake with that reason", async () => {
    const region = aPracticeRegion();
    const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
    const plan = await planOf(region.cloud, "payments.yaml", await baseOf(region));
    const id = console.operations.start(plan, { reason: "a test", changeNumber: null });
    await until(
      console.operations,
      () => (console.operations.detail(id)?.bake?.log.length ?? 0) > 0,
    );
    const [builder] = await region.cloud.reader.serversByTag(TAG.operation, id);
    if (!builder) throw new Error("no builder");
    await region.cloud.actor.perform({ call: "TerminateInstances", serverIds: [builder.id] });
    const detail = await console.ended(id);
    expect(detail.outcome).toContain("The builder was ended by someone else");
  });
});

describe("a fleet that is given the new image", () => {
  async function bakeAndReplace(file: string, change: (text: string) => string) {
    const region = aPracticeRegion();
    const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
    const text = change(await recipes.text(file));
    const baked = await console.carryOut(
      await planOf(region.cloud, file, await baseOf(region), text),
    );
    const image = imageId(baked.bake?.imageId ?? "");
    return { region, console, plan: await region.replace("session-cache", image) };
  }

  it("is healthy if the recipe gave it a service that listens", async () => {
    const { console, plan } = await bakeAndReplace("checkout-web.yaml", (text) => text);
    const detail = await console.carryOut(plan);
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
  });

  it("never gets healthy if it did not, and the live one is left alone", async () => {
    const { region, console, plan } = await bakeAndReplace("checkout-web.yaml", withoutService);
    const id = console.operations.start(plan, { reason: "a test", changeNumber: null });
    await until(console.operations, () => console.operations.detail(id)?.stuck !== null);
    expect(
      (await region.fleet("session-cache")).generations.find((one) => one.state === "live")
        ?.groupName,
    ).toBe(plan.groups?.from);
    await console.operations.stop(id, "it never gets healthy");
  });
});

/** Tests that can't see it: the very case that the canary is for. */
const withoutService = (text: string) =>
  text
    .replace("services: [checkout-web]", "services: [sshd]")
    .split("\n")
    .filter((line) => !/service: checkout-web|port: 8080 }|healthz/.test(line))
    .join("\n");
