import { expect, it } from "vitest";
import { accepted, aCampaignConsole, basesOf, NEWER } from "./campaign-console.ts";

it(
  "a base with twelve descendants: bakes in order, then every fleet serves from the newer base",
  { timeout: 240_000 },
  async () => {
    const console = await aCampaignConsole();
    const plan = accepted(await console.planned());
    expect(plan.campaign?.bakes).toHaveLength(11);
    expect(plan.campaign?.fleets).toHaveLength(12);
    expect(plan.campaign?.skipped.map(({ name }) => name)).toEqual(["bastion"]);
    expect(plan.campaign?.stages.map(({ name }) => name)).toEqual(["staging", "production"]);
    const { operations } = console;
    const stages = plan.steps.filter(({ work }) => work.kind === "gate");
    const id = operations.start(plan, { reason: "a hole in the kernel", changeNumber: "CHG-7" });
    operations.onChange(() => {
      for (const { id: step } of stages) {
        const detail = operations.detail(id);
        const state = detail?.steps.find(({ stepId }) => stepId === step);
        if (state?.status === "running" && !said.has(step)) {
          said.add(step);
          operations.approve(id, step, { approve: true, reason: "staging is well" });
        }
      }
    });
    const said = new Set<string>();
    const ended = await console.ended(id);
    expect(console.faults).toEqual([]);
    expect(ended.outcome).toBe("Everything in the plan is done.");
    expect(ended.status).toBe("succeeded");
    await console.look();
    expect(new Set(Object.values(basesOf(console.fleets())))).toEqual(new Set([NEWER]));
    const children = operations.summaries().filter(({ partOf }) => partOf?.operationId === id);
    expect(children.filter(({ kind }) => kind === "bake")).toHaveLength(11);
    expect(
      new Set(
        children.map(({ changeNumber, release }) => `${changeNumber ?? ""} ${release ?? ""}`),
      ),
    ).toEqual(new Set([`CHG-7 ${id}`]));
  },
);
