/** A builder that is asked over Systems Manager, where its console is posted late; and one that can't be. */
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Cloud } from "../../../../electron/ports.ts";
import { aFolder, consoleOn, until } from "../../operations/console.ts";
import { aPracticeRegion } from "../../operations/practice-region.ts";
import { accepted, plannedBake } from "../baking.ts";

vi.setConfig({ testTimeout: 120_000 });

/** A console that EC2 posts only when the server is off, as for types that aren't on Nitro. */
const withLateConsole = ({ world, cloud }: ReturnType<typeof aPracticeRegion>): Cloud => ({
  ...cloud,
  reader: {
    ...cloud.reader,
    consoleOutput: async (id) =>
      world.state.instances.get(id)?.state === "running" ? "" : cloud.reader.consoleOutput(id),
  },
});

const aBake = async (cloud: Cloud, instanceProfile: string | null) =>
  accepted(
    await plannedBake(cloud, {
      ...{ file: "checkout-web.yaml", base: null },
      intent: { via: "ssm", instanceProfile },
    }),
  );

describe("a builder whose console is posted when it is off", () => {
  it("tells its log while it works, where Systems Manager reaches it", async () => {
    const region = aPracticeRegion();
    const cloud = withLateConsole(region);
    const console = consoleOn(cloud, join(aFolder(), "journal.sqlite"));
    const id = console.operations.start(await aBake(cloud, "builders"), {
      reason: "",
      changeNumber: null,
    });
    await until(
      console.operations,
      () => (console.operations.detail(id)?.bake?.log.length ?? 0) > 2,
    );
    const { steps } = console.operations.detail(id) ?? { steps: [] };
    expect(steps.find(({ status }) => status === "running" || status === "stuck")?.stepId).toBe(
      "2-await-builder",
    );
    const detail = await console.ended(id);
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    const calls = console.journal.evidence.intents(id).map(({ call }) => call.call);
    expect(calls.filter((call) => call === "SendCommand").length).toBeGreaterThan(1);
  });

  it("is baked by its console alone where it has no agent that answers", async () => {
    const region = aPracticeRegion();
    const console = consoleOn(region.cloud, join(aFolder(), "journal.sqlite"));
    const detail = await console.carryOut(await aBake(region.cloud, null));
    expect(detail.status).toBe("succeeded");
    const calls = console.journal.evidence.intents(detail.id).map(({ call }) => call.call);
    expect(calls).not.toContain("SendCommand");
  });

  it("is baked all the same where scripts may not be sent", async () => {
    const region = aPracticeRegion();
    const denied = {
      kind: "failed",
      code: "AccessDeniedException",
      message: "no",
      requestId: null,
    } as const;
    const cloud: Cloud = {
      ...region.cloud,
      actor: {
        perform: async (call) =>
          call.call === "SendCommand" ? denied : region.cloud.actor.perform(call),
      },
    };
    const console = consoleOn(cloud, join(aFolder(), "journal.sqlite"));
    const detail = await console.carryOut(await aBake(cloud, "builders"));
    expect([detail.status, detail.outcome]).toEqual([
      "succeeded",
      "Everything in the plan is done.",
    ]);
    const calls = console.journal.evidence.intents(detail.id).map(({ call }) => call.call);
    // Once a server: a refusal is enough.
    expect([1, 2]).toContain(calls.filter((call) => call === "SendCommand").length);
  });
});
