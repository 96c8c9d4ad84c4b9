/** A whole console: a person's no at a gate leads to the roll back that was chosen before the start. */
import { expect, test } from "vitest";
import { plainParallel } from "../../../shared/rules/replace-defaults.ts";
import { aConsole, aHome } from "./a-console.ts";

const fleetId = "practice/checkout-web";
const HOUR = 3_600_000;

test(
  "while a plan runs, the way back from it can be looked at; a no at a gate rolls back by itself; all is in the journal",
  { timeout: 90_000 },
  async () => {
    const console = await aConsole(aHome());
    await console.rowsWhen("fleets", (all) => all.some(({ id }) => String(id) === fleetId));
    const images = await console.rowsWhen("images", (all) =>
      all.some(({ name }) => name.startsWith("checkout-web-7.2.5")),
    );
    const imageId = String(images.find(({ name }) => name.startsWith("checkout-web-7.2.5"))?.id);
    const planned = await console.ask("plan:replace", {
      ...plainParallel,
      fleetId,
      imageId,
      canary: 0,
      canarySoakMs: 0,
      soakMs: 1000,
      warmForMs: 0,
      gates: [{ kind: "approval", question: "Does it look right?", withinMs: 8 * HOUR }],
      onFailure: "roll-back",
    });
    if (planned.refused) throw new Error(planned.reason);
    const words = { reason: "release", changeNumber: "CHG-9", confirmation: null };
    const started = await console.ask("operation:start", { planId: planned.plan.id, ...words });
    const operationId = String(started.operationId);
    const gate = planned.plan.steps.find(({ work }) => work.kind === "gate");
    const isGate = (phase: string) => phase === "Shift traffic";
    await console.rowsWhen("operations", (all) => all.some(({ phase }) => isGate(phase)));
    const [fleet] = await console
      .rowsWhen("fleets", (all) =>
        all.some(({ id, heldBy }) => String(id) === fleetId && heldBy !== null),
      )
      .then((all) => all.filter(({ id }) => String(id) === fleetId));
    const generationId = String(fleet?.liveId);
    const wayBack = await console.ask("plan:rollback", { fleetId, generationId });
    expect(wayBack.refused ? wayBack.reason : wayBack.plan.title).toContain("in flight");
    const word = {
      operationId,
      stepId: String(gate?.id),
      approve: false,
      reason: "errors in the log",
    };
    for (let isSaid = false; !isSaid;) {
      const reply = await console.request("operation:approve", word);
      isSaid = reply.ok;
      if (!reply.ok) expect(reply.error.message).toContain("isn't asked yet");
      await new Promise((resolve) => setImmediate(resolve));
    }
    const rows = await console.rowsWhen("operations", (all) =>
      all.some(({ kind, status }) => kind === "rollback" && status === "succeeded"),
    );
    expect(rows.find(({ id }) => String(id) === operationId)?.status).toBe("failed");
    const back = rows.find(({ kind }) => kind === "rollback");
    expect(back).toMatchObject({ changeNumber: "CHG-9", fleetName: "checkout-web" });
    expect(back?.reason).toContain("tester said no: errors in the log");
    expect(await console.ask("journal:verify", {})).toMatchObject({ ok: true });
    expect(console.faults).toEqual([]);
  },
);
