import { describe, expect, it } from "vitest";
import type { FleetView, GenerationView } from "../../../shared/model/fleet.ts";
import { connectionId, operationId, stepId } from "../../../shared/model/ids.ts";
import type {
  OperationStatus,
  OperationSummary,
  StepState,
} from "../../../shared/model/operation.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { can, needsTypedConfirmation } from "../../../shared/rules/can.ts";
import { defaultCanary, defaultPolicy, floorOf } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import type { GroupBuilder } from "../../builders/group.ts";
import { aReplacement, madePlan, theFleet } from "../../builders/plan.ts";
import { NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";
import { anImage } from "../../builders/image.ts";

const stage = aConnection();
const readOnly = aConnection({ readOnly: true });
const rising = (group: GroupBuilder) => group.tagged({ [TAG.operation]: "op-1" });
const claimed = (group: GroupBuilder) =>
  group.tagged({ [TAG.claim]: `op-1 ann@desk ${String(NOW_MS)}` });
const why = (answer: ReturnType<typeof can.replace>) => (answer.ok ? "allowed" : answer.reason);

function generation(fleet: FleetView, label: string): GenerationView {
  const found = fleet.generations.find((one) => one.label === label);
  if (found === undefined) throw new Error(`no generation ${label}`);
  return found;
}
function anOperation(status: OperationStatus): OperationSummary {
  return {
    id: operationId("op-1"),
    kind: "replace",
    connectionId: connectionId("c1"),
    fleetId: null,
    fleetName: "web",
    title: "",
    status,
    phase: "",
    progress: 0,
    startedAtMs: 0,
    endedAtMs: null,
    expectedEndMs: null,
    who: "",
    reason: "",
    changeNumber: null,
    outcome: null,
    stuck: null,
  };
}

describe("can.replace", () => {
  it.each([
    ["a steady fleet", theFleet(aFleet().withGeneration(1).facts()), stage, /allowed/],
    [
      "over a read-only connection",
      theFleet(aFleet().withGeneration(1).facts()),
      readOnly,
      /read-only/,
    ],
    [
      "a fleet that is held",
      theFleet(aFleet().withGeneration(1, claimed).facts()),
      stage,
      /held by ann@desk/,
    ],
    [
      "a fleet of size zero",
      theFleet(
        aFleet()
          .withGeneration(1, (group) => group.size(0))
          .facts(),
      ),
      stage,
      /wants no servers/,
    ],
    [
      "beside one that rises",
      theFleet(aFleet().withGeneration(1).withGeneration(2, rising).facts()),
      stage,
      /v2 is rising/,
    ],
  ] as const)("%s", (_, fleet, connection, expected) => {
    expect(why(can.replace(fleet, connection))).toMatch(expected);
  });
});

describe("can.rollBack", () => {
  const cold = theFleet(aFleet().withCold(1).withGeneration(2).facts());
  const gone = theFleet(aFleet().withCold(1, null).withGeneration(2).facts());
  const flying = theFleet(aFleet().withGeneration(1, claimed).withGeneration(2, rising).facts());
  it("to what is ready, not to what is gone or serves", () => {
    expect(why(can.rollBack(cold, generation(cold, "v1"), stage))).toBe("allowed");
    expect(why(can.rollBack(gone, generation(gone, "v1"), stage))).toMatch(/deregistered/);
    expect(why(can.rollBack(cold, generation(cold, "v2"), stage))).toMatch(/serves already/);
  });
  it("in flight, only by taking over one's own operation", () => {
    const live = generation(flying, "v1");
    expect(why(can.rollBack(flying, live, stage, anOperation("running")))).toBe("allowed");
    expect(why(can.rollBack(flying, live, stage, anOperation("failed")))).toMatch(/held/);
    expect(why(can.rollBack(flying, live, stage))).toMatch(/held/);
  });
});

describe("can.retire", () => {
  it("what doesn't serve, while the live one has its floor", () => {
    const fleet = theFleet(
      aFleet()
        .withGeneration(1, (group) => group.parked())
        .withGeneration(2)
        .facts(),
    );
    expect(why(can.retire(fleet, generation(fleet, "v1"), stage))).toBe("allowed");
    expect(why(can.retire(fleet, generation(fleet, "v2"), stage))).toMatch(/is live/);
    expect(why(can.retire(fleet, generation(fleet, "v1"), readOnly))).toMatch(/read-only/);
  });
});

describe("operations", () => {
  it.each([
    ["running", true, false, true],
    ["paused", false, true, true],
    ["stopping", false, false, false],
    ["succeeded", false, false, false],
    ["superseded", false, false, false],
  ] as const)("%s: pause %s, resume %s, stop %s", (status, pause, resume, stop) => {
    const operation = anOperation(status);
    expect([can.pause(operation).ok, can.resume(operation).ok, can.stop(operation).ok]).toEqual([
      pause,
      resume,
      stop,
    ]);
  });

  it("skips soaks that have not ended, and nothing else", () => {
    const facts = aFleet().withGeneration(1).withImage(anImage("ami-new")).facts();
    const { steps } = madePlan(aReplacement(facts, "ami-new"));
    const state = (status: StepState["status"]): StepState => ({
      stepId: stepId("s"),
      status,
      startedAtMs: null,
      endedAtMs: null,
      note: "",
      progress: null,
      stuck: null,
    });
    const skippable = steps.filter(
      (step) => can.skip(anOperation("running"), step, state("running")).ok,
    );
    expect(skippable.map((step) => step.work.kind)).toEqual(["soak", "soak"]);
    const [soak] = skippable;
    expect(soak && can.skip(anOperation("running"), soak, state("done")).ok).toBe(false);
  });
});

describe("policy", () => {
  it.each([
    [20, 20, 2],
    [1, 1, 0],
    [2, 2, 1],
    [0, 0, 0],
    [101, 101, 11],
  ])("of %d servers: floor %d, canary %d", (desired, floor, canary) => {
    expect([floorOf(desired, defaultPolicy), defaultCanary(desired, defaultPolicy)]).toEqual([
      floor,
      canary,
    ]);
  });
  it("asks for the fleet's name in production only", () => {
    const asked = (["prod", "stage", "dev", "practice"] as const).map((environment) =>
      needsTypedConfirmation(aConnection({ environment })),
    );
    expect(asked).toEqual([true, false, false, false]);
  });
});
