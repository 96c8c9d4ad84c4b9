import { describe, expect, it } from "vitest";
import type { OperationId } from "../../../../shared/model/ids.ts";
import type { Gate } from "../../../../shared/model/intent.ts";
import { until } from "../console.ts";
import {
  anAlarm,
  aParallelConsole,
  noteOf,
  stepOf,
  why,
  type ParallelConsole,
} from "./parallel-console.ts";

const MINUTE = 60_000;
const quick = { canarySoakMs: 0, soakMs: 0 } as const;
const withGate = (made: ParallelConsole, gate: Gate) =>
  made.replacement({ ...quick, gates: [gate] });

async function comesTo(made: ParallelConsole, gate: Gate) {
  const plan = await withGate(made, gate);
  const detail = await made.carryOut(plan);
  return { ...detail, note: noteOf(detail, stepOf(plan, "gate")) };
}

const servers = ({ region }: ParallelConsole, name: string) =>
  region.world.state.groups.get(name)?.members.map(({ instanceId }) => instanceId) ?? [];

describe("gates on the practice world", () => {
  it("alarms that are quiet open it", async () => {
    const made = aParallelConsole();
    const setAlarm = await anAlarm(made, "5xx");
    setAlarm("OK");
    const { status, note } = await comesTo(made, { kind: "alarms", names: ["5xx"] });
    expect([status, note]).toEqual(["succeeded", "1 of 1 alarm OK, seen 3 times in a row"]);
  });

  it("one that rings fails it: the canary stands, the old generation serves as before", async () => {
    const made = aParallelConsole();
    const setAlarm = await anAlarm(made, "5xx");
    setAlarm("ALARM");
    const { status, outcome } = await comesTo(made, { kind: "alarms", names: ["5xx"] });
    expect(status).toBe("failed");
    expect(outcome).toContain("The alarm 5xx is in ALARM: a test said so");
    expect(servers(made, "checkout-web-v041")).toHaveLength(2);
    expect(servers(made, "checkout-web-v040")).toHaveLength(20);
  });

  it("one that nobody knows fails it", async () => {
    const made = aParallelConsole();
    const { status, outcome } = await comesTo(made, { kind: "alarms", names: ["4xx"] });
    expect(status).toBe("failed");
    expect(outcome).toContain("CloudWatch knows no alarm named 4xx");
  });

  it("an answer of the fleet through its load balancer opens it, and no network is asked", async () => {
    const made = aParallelConsole();
    const [balancer] = made.region.world.state.loadBalancers.values();
    const url = `https://checkout-web.${balancer?.name ?? ""}.internal/healthz`;
    const { status, note } = await comesTo(made, { kind: "http", url, expectStatus: 200 });
    expect([status, note]).toEqual(["succeeded", "answered with 200, seen 3 times in a row"]);
  });

  it.each<[string, (name: string, dns: string) => string, number, string]>([
    [
      "another status than expected",
      (name) => `https://checkout-web.${name}.internal/`,
      204,
      "answered with 200",
    ],
    ["what no rule takes", (_name, dns) => `https://${dns}/nobody`, 200, "answered with 404"],
    ["an address outside the region", () => "https://example.com/", 200, "ENOTFOUND"],
  ])("fails on %s", async (_what, urlOf, expectStatus, words) => {
    const made = aParallelConsole();
    const [balancer] = made.region.world.state.loadBalancers.values();
    const url = urlOf(balancer?.name ?? "", balancer?.dnsName ?? "");
    const { status, outcome } = await comesTo(made, { kind: "http", url, expectStatus });
    expect(status).toBe("failed");
    expect(outcome).toContain(words);
  });

  it("EC2's checks of the new servers open it once they are made", async () => {
    const made = aParallelConsole();
    const { status, note } = await comesTo(made, { kind: "status-checks" });
    expect([status, note]).toEqual([
      "succeeded",
      "both checks ok on 2 of 2 servers, seen 3 times in a row",
    ]);
  });

  it("new servers whose checks fail keep it shut until it fails", async () => {
    const made = aParallelConsole();
    const plan = await withGate(made, { kind: "status-checks" });
    made.operations.onChange(() => {
      for (const id of servers(made, "checkout-web-v041")) {
        const server = made.region.world.state.instances.get(id);
        if (server?.systemCheck === "ok") server.systemCheck = "impaired";
      }
    });
    const detail = await made.carryOut(plan);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("The gate stayed shut");
    expect(servers(made, "checkout-web-v040")).toHaveLength(20);
  });
});

const question: Gate = { kind: "approval", question: "Does it look right?", withinMs: 20 * MINUTE };

async function asked(made: ParallelConsole, gates: readonly Gate[] = [question]) {
  const plan = await made.replacement({ canary: 2, canarySoakMs: 0, soakMs: 0, gates });
  const id = made.operations.start(plan, why);
  const steps = plan.steps.filter(({ work }) => work.kind === "gate").map((step) => step.id);
  const isAsked = (at: number) =>
    made.operations.detail(id)?.steps.find(({ stepId }) => stepId === steps[at])?.status ===
    "running";
  await until(made.operations, () => isAsked(0));
  return { id, gates: steps, isAsked };
}

const say = (
  made: ParallelConsole,
  id: OperationId,
  step: Parameters<ParallelConsole["operations"]["approve"]>[1],
  approve = true,
) => made.operations.approve(id, step, { approve, reason: "looked at it" });

describe("a person's word on the practice world", () => {
  it("lets it go on, is asked once a question, and is journalled with who, when and why", async () => {
    const made = aParallelConsole();
    const another = { ...question, question: "Does sales agree?" };
    const { id, gates, isAsked } = await asked(made, [question, another]);
    const [first, second, ...more] = gates;
    if (!first || !second) throw new Error("The plan asks two questions");
    expect(more).toEqual([]);
    expect(() => say(made, id, second)).toThrow(/isn't asked yet/);
    say(made, id, first);
    expect(() => say(made, id, first)).toThrow(/answered already/);
    await until(made.operations, () => isAsked(1));
    say(made, id, second);
    const detail = await made.ended(id);
    expect(detail.status).toBe("succeeded");
    expect(noteOf(detail, first)).toBe("ada said go on: looked at it");
    const said = made.operations.events(id).filter(({ text }) => text.includes("ada said go on"));
    expect(said.map(({ level }) => level)).toContain("good");
    expect(() => say(made, id, first)).toThrow(/has ended already/);
  });

  it("that is no ends it, and the old generation serves as before", async () => {
    const made = aParallelConsole();
    const { id, gates } = await asked(made);
    say(made, id, gates[0] ?? ("" as never), false);
    const detail = await made.ended(id);
    expect([detail.status, detail.outcome]).toEqual([
      "failed",
      "ada said no: looked at it. What serves still does. Roll back, or make a new plan.",
    ]);
    expect(servers(made, "checkout-web-v040")).toHaveLength(20);
  });

  it("that doesn't come in time ends it, and one that comes too late is refused", async () => {
    const made = aParallelConsole();
    const { id, gates } = await asked(made);
    made.operations.pause(id);
    made.region.practice.advance(21 * MINUTE);
    expect(() => say(made, id, gates[0] ?? ("" as never))).toThrow(/time to answer.*is over/);
    made.operations.resume(id);
    const detail = await made.ended(id);
    expect(detail.status).toBe("failed");
    expect(detail.outcome).toContain("Nobody said go on within 20 min");
  });

  it("isn't asked of a step that asks nobody, and can't be passed over", async () => {
    const made = aParallelConsole();
    const { id, gates } = await asked(made);
    const soak = made.operations.detail(id)?.plan.steps[0]?.id;
    expect(() => say(made, id, soak ?? ("" as never))).toThrow(/asks nobody/);
    expect(() => made.operations.skip(id, gates[0] ?? ("" as never), "hurry")).toThrow(
      /can't be skipped/,
    );
    await made.operations.stop(id, "");
  });
});
