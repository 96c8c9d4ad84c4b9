import { describe, expect, it } from "vitest";
import { AutomaticRollback } from "../../../../electron/operations/ending/automatic-rollback.ts";
import { readFleet } from "../../../../electron/operations/turn/fleet-reading.ts";
import { servingMembers } from "../../../../shared/guard/serving.ts";
import { planId, type OperationId } from "../../../../shared/model/ids.ts";
import { isTerminal } from "../../../../shared/model/operation.ts";
import type { Plan } from "../../../../shared/model/plan.ts";
import { refuse } from "../../../../shared/plan/plan-input.ts";
import { until } from "../console.ts";
import {
  anAlarm,
  aParallelConsole,
  groupsOf,
  why,
  type ParallelConsole,
} from "./parallel-console.ts";

const MINUTE = 60_000;
type Parts = Pick<ParallelConsole, "journal" | "operations" | "region">;

function automatic(
  { journal, operations, region }: Parts,
  plan: (failed: Plan, id: OperationId) => Promise<Plan | string> = (_failed, id) =>
    region.rollback("checkout-web", "v40", id),
) {
  let tries = 0;
  const rollback = new AutomaticRollback({
    journal,
    operations,
    plan: async (failed, id) => {
      tries += 1;
      const planned = await plan(failed, id);
      return typeof planned === "string"
        ? refuse(planned, "Choose.")
        : { refused: false, plan: { ...planned, id: planId(`back-${String(tries)}`) } };
    },
    nowMs: () => region.world.nowMs,
    onFault: (_id, message) => {
      throw new Error(message);
    },
    pause: async () => {
      region.practice.advance(20_000);
    },
  });
  return { rollback, tries: () => tries };
}

async function aFailingReplacement(made: ParallelConsole, onFailure: "hold" | "roll-back") {
  const setAlarm = await anAlarm(made, "5xx");
  setAlarm("ALARM");
  return made.replacement({ onFailure, gates: [{ kind: "alarms", names: ["5xx"] }] });
}

const ofKind = ({ operations }: Parts, kind: "rollback") =>
  operations.summaries().filter((one) => one.kind === kind);

async function bothEnded(made: ParallelConsole): Promise<void> {
  await until(made.operations, () => {
    const all = made.operations.summaries();
    return all.length > 1 && all.every(({ status }) => isTerminal(status));
  });
}

describe("a failed gate of a plan that is to roll back by itself", () => {
  it("leads to the roll back, with the cause and the change number, and is said on both", async () => {
    const made = aParallelConsole();
    const { rollback } = automatic(made);
    const plan = await aFailingReplacement(made, "roll-back");
    const id = made.operations.start(plan, { reason: "release", changeNumber: "CHG-7" });
    await bothEnded(made);
    await rollback.idle();
    const [back] = ofKind(made, "rollback");
    expect(back).toMatchObject({ status: "succeeded", changeNumber: "CHG-7" });
    expect(back?.reason).toMatch(/^Automatic roll back.*5xx is in ALARM/s);
    expect(made.journal.wishes.of(id)?.state).toBe("met");
    const said = made.operations.events(id).map(({ text }) => text);
    expect(said.join("\n")).toContain("Rolls back by itself, as was chosen");
    const fleet = await readFleet(plan, made.region.cloud);
    expect(servingMembers(fleet, groupsOf(plan).from)).toHaveLength(20);
    expect(servingMembers(fleet, groupsOf(plan).to)).toHaveLength(0);
    expect(made.journal.verify()).toMatchObject({ ok: true });
    await rollback.close();
  });

  it("leads to nothing where a person wanted to choose", async () => {
    const made = aParallelConsole();
    const { rollback, tries } = automatic(made);
    const detail = await made.carryOut(await aFailingReplacement(made, "hold"));
    await rollback.idle();
    expect(detail.status).toBe("failed");
    expect([tries(), made.operations.summaries().length]).toEqual([0, 1]);
    await rollback.close();
  });

  it("leads to nothing when somebody stops the plan", async () => {
    const made = aParallelConsole();
    const { rollback, tries } = automatic(made);
    const plan = await made.replacement({ onFailure: "roll-back" });
    const id = made.operations.start(plan, why);
    await until(made.operations, () => made.operations.summary(id)?.phase === "Canary");
    await made.operations.stop(id, "a test");
    await rollback.idle();
    expect(tries()).toBe(0);
    await rollback.close();
  });

  it("is rolled back after a restart in between, once", async () => {
    const made = aParallelConsole();
    const plan = await aFailingReplacement(made, "roll-back");
    const detail = await made.carryOut(plan);
    expect(made.journal.wishes.open().map(({ operationId }) => operationId)).toEqual([detail.id]);

    const first = automatic(made).rollback;
    first.takeUpAll();
    await first.idle();
    const [back] = ofKind(made, "rollback");
    if (!back) throw new Error("No roll back was started");
    await made.ended(back.id);
    await first.close();

    const second = automatic(made);
    second.rollback.takeUpAll();
    await second.rollback.idle();
    expect(ofKind(made, "rollback")).toHaveLength(1);
    expect(second.tries()).toBe(0);
    await second.rollback.close();
  });

  it("is not called off by somebody who marks the image bad meanwhile", async () => {
    const made = aParallelConsole();
    const plan = await aFailingReplacement(made, "roll-back");
    await made.carryOut(plan);
    const about = { kind: "mark", id: planId("mark-1"), intent: { kind: "mark" }, steps: [] };
    made.operations.start({ ...plan, ...about } as unknown as Plan, why);
    const { rollback } = automatic(made);
    rollback.takeUpAll();
    await rollback.idle();
    expect(ofKind(made, "rollback")).toHaveLength(1);
    await bothEnded(made);
    await rollback.close();
  });

  it("is not started again when the console ended between the start and the word of it", async () => {
    const made = aParallelConsole();
    const plan = await aFailingReplacement(made, "roll-back");
    const { id } = await made.carryOut(plan);
    const back = await made.region.rollback("checkout-web", "v40", id);
    made.journal.write(() => made.journal.wishes.aboutToStart(id, back.id));
    await made.carryOut(back);
    const again = automatic(made);
    again.rollback.takeUpAll();
    await again.rollback.idle();
    expect(again.tries()).toBe(0);
    expect(made.journal.wishes.of(id)?.state).toBe("met");
    await again.rollback.close();
  });

  it("that can't be planned is said and left to a person", async () => {
    const made = aParallelConsole();
    const { rollback, tries } = automatic(made, async () => "v40 can't return.");
    const { id } = await made.carryOut(await aFailingReplacement(made, "roll-back"));
    await rollback.idle();
    expect(tries()).toBe(7);
    expect(made.journal.wishes.of(id)?.state).toBe("given-up");
    const last = made.operations.events(id).at(-1);
    expect(last).toMatchObject({ level: "bad" });
    expect(last?.text).toContain("v40 can't return. Choose. What serves was left as it is.");
    await rollback.close();
  });

  it("waits for a world that can't be read, and then goes on", async () => {
    const made = aParallelConsole();
    let unread = 12;
    const { rollback } = automatic(made, async (_plan, id) => {
      if (unread-- > 0) throw new Error("ExpiredToken");
      return made.region.rollback("checkout-web", "v40", id);
    });
    await made.carryOut(await aFailingReplacement(made, "roll-back"));
    await rollback.idle();
    expect(ofKind(made, "rollback")).toHaveLength(1);
    await bothEnded(made);
    await rollback.close();
  });

  it("hours ago is left to a person", async () => {
    const made = aParallelConsole();
    const { id } = await made.carryOut(await aFailingReplacement(made, "roll-back"));
    made.region.practice.advance(7 * 60 * MINUTE);
    const { rollback, tries } = automatic(made);
    rollback.takeUpAll();
    await rollback.idle();
    expect(tries()).toBe(0);
    expect(made.journal.wishes.of(id)?.state).toBe("given-up");
    await rollback.close();
  });
});

it("the wish is written with the failure, in the words of the step that failed", async () => {
  const made = aParallelConsole();
  const { id, steps } = await made.carryOut(await aFailingReplacement(made, "roll-back"));
  const cause = steps.find(({ status }) => status === "failed")?.note;
  expect(cause).toContain("5xx is in ALARM");
  expect(made.journal.wishes.of(id)).toMatchObject({ operationId: id, cause, planId: null });
});
