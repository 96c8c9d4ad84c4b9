import { describe, expect, it } from "vitest";
import { can } from "../../../shared/rules/can.ts";
import type { Decision } from "../../../shared/decide/decision.ts";
import { decideGate, type GateSeen } from "../../../shared/decide/gates/gate.ts";
import { groupName, operationId, serverId, stepId } from "../../../shared/model/ids.ts";
import type { Gate } from "../../../shared/model/intent.ts";
import type {
  AlarmFact,
  HttpAnswer,
  StatusCheckFact,
} from "../../../shared/model/facts/watch-facts.ts";
import { aGroup } from "../../shell/operations/small-facts.ts";

const NEW = groupName("web-v042");
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const START = 1_000_000;

const fleet = (there = true): GateSeen["fleet"] => ({
  groups: new Map(there ? [[NEW, aGroup(NEW, { desiredCapacity: 2 })]] : []),
  targetGroupArns: [],
  targetHealth: [],
  readAtMs: START,
});
const nothing: GateSeen = {
  fleet: fleet(),
  alarms: [],
  answer: { kind: "none", reason: "not asked" },
  newServers: [],
  checks: [],
};

/** Looks again and again, as the runner does, and gives every decision until one ends the step. */
function looks(
  gate: Gate,
  seenAt: (look: number) => Partial<GateSeen>,
  most = 200,
  keptAt: (look: number) => Record<string, unknown> | null = () => null,
): { decisions: Decision[]; tookMs: number } {
  const decisions: Decision[] = [];
  let nowMs = START;
  let kept: Record<string, unknown> | null = null;
  for (let look = 0; look < most; look += 1) {
    const memory = {
      operationId: operationId("op"),
      stepId: stepId("s"),
      holder: "ada",
      startedAtMs: START,
      expected: { medianMs: 0, worstMs: 0 },
      floor: 0,
      hasEnded: () => false,
      claimedAtMs: () => null,
      unansweredAtMs: () => null,
      clientToken: "t",
      calls: [],
      outputs: {},
      kept: keptAt(look) ?? kept,
    };
    const work = { kind: "gate", gate, group: NEW, observations: 3 } as const;
    const decision = decideGate(work, { ...nothing, ...seenAt(look) }, memory, nowMs);
    decisions.push(decision);
    if (decision.kind === "done" || decision.kind === "failed") break;
    kept = "kept" in decision && decision.kept ? { ...decision.kept } : kept;
    nowMs += "recheckMs" in decision ? decision.recheckMs : 0;
  }
  return { decisions, tookMs: nowMs - START };
}
const kindsOf = ({ decisions }: { decisions: Decision[] }) => decisions.map(({ kind }) => kind);
const lastOf = ({ decisions }: { decisions: Decision[] }) => decisions.at(-1);
const textOf = (decision: Decision | undefined) =>
  decision === undefined ? "" : decision.kind === "failed" ? decision.reason : decision.note;

const alarm = (name: string, state: string): AlarmFact => ({
  name,
  state,
  reason: "of a test",
  sinceMs: START,
});
const alarms: Gate = { kind: "alarms", names: ["5xx", "latency"] };
const inStates = (first: string, second = "OK") => ({
  alarms: [alarm("5xx", first), alarm("latency", second)],
});

describe("a gate of alarms", () => {
  it("opens after three fresh looks in a row at which none was in ALARM", () => {
    const run = looks(alarms, () => inStates("OK"));
    expect(kindsOf(run)).toEqual(["wait", "wait", "done"]);
    expect(run.tookMs).toBeGreaterThanOrEqual(20 * SECOND);
    expect(textOf(run.decisions[1])).toMatch(
      /Waits for 2 quiet alarms.*2 of 2 alarms OK.*2 of 3 times in a row/,
    );
  });

  it("says what has not enough data, and takes it for no failure by itself", () => {
    const run = looks(alarms, () => inStates("OK", "INSUFFICIENT_DATA"));
    expect(lastOf(run)?.kind).toBe("done");
    expect(textOf(lastOf(run))).toContain("without enough data: latency");
  });

  it("begins to count anew when one rings in between", () => {
    const run = looks(alarms, (look) => inStates(look === 1 ? "ALARM" : "OK"));
    expect(kindsOf(run)).toEqual(["wait", "stuck", "wait", "wait", "done"]);
  });

  it("names the one that rings, and fails when it does so for more than five minutes", () => {
    const run = looks(alarms, () => inStates("ALARM"));
    expect(run.decisions[0]).toMatchObject({ kind: "stuck" });
    expect(run.decisions[0]?.kind === "stuck" && run.decisions[0].cause).toContain(
      "5xx is in ALARM: of a test",
    );
    expect(lastOf(run)?.kind).toBe("failed");
    expect(run.tookMs).toBeGreaterThan(5 * MINUTE);
    expect(run.tookMs).toBeLessThan(6 * MINUTE);
  });

  it("fails on an alarm that nobody knows, once lists have had their time", () => {
    const [decision] = looks(alarms, () => ({ alarms: [alarm("5xx", "OK")] })).decisions;
    expect(decision).toMatchObject({ kind: "failed", mayLag: true });
    expect(textOf(decision)).toContain("no alarm named latency");
  });

  it("fails when the group that it is about is gone, however quiet all is", () => {
    const [decision] = looks(alarms, () => ({ ...inStates("OK"), fleet: fleet(false) })).decisions;
    expect(decision).toMatchObject({ kind: "failed", mayLag: true });
  });

  it("doesn't count the time that nobody watched against it", () => {
    const work = { kind: "gate", gate: alarms, group: NEW, observations: 3 } as const;
    const kept = { proof: null, shutForMs: MINUTE, lookedAtMs: START };
    const memory = { kept, startedAtMs: START, operationId: operationId("op") } as never;
    const decision = decideGate(
      work,
      { ...nothing, ...inStates("ALARM") },
      memory,
      START + 8 * 60 * MINUTE,
    );
    expect(decision.kind).toBe("stuck");
  });
});

const http: Gate = { kind: "http", url: "https://shop.example/healthz", expectStatus: 200 };
describe("a gate of an HTTP answer", () => {
  it.each<[string, HttpAnswer, string]>([
    [
      "another status",
      { kind: "answered", status: 503 },
      "answered with 503, where 200 is expected",
    ],
    ["a redirect", { kind: "answered", status: 302 }, "answered with 302"],
    ["no answer", { kind: "none", reason: "ECONNREFUSED" }, "no answer (ECONNREFUSED)"],
  ])("stays shut on %s and fails after five minutes", (_what, answer, words) => {
    const run = looks(http, () => ({ answer }));
    expect(run.decisions[0]).toMatchObject({ kind: "stuck" });
    expect(textOf(lastOf(run))).toContain(words);
    expect(lastOf(run)?.kind).toBe("failed");
  });

  it("opens after three good answers in a row, not after two of three", () => {
    const run = looks(http, (look) => ({
      answer: { kind: "answered", status: look === 2 ? 500 : 200 },
    }));
    expect(kindsOf(run)).toEqual(["wait", "wait", "stuck", "wait", "wait", "done"]);
  });
});

const checks: Gate = { kind: "status-checks" };
const ids = [serverId("i-1"), serverId("i-2")];
const check = (at: number, system: string, instance = "ok"): StatusCheckFact => ({
  serverId: ids[at] ?? serverId("i-0"),
  system,
  instance,
});
describe("a gate of EC2's status checks", () => {
  it("opens when both checks of every new server were ok three times in a row", () => {
    const run = looks(checks, () => ({
      newServers: ids,
      checks: [check(0, "ok"), check(1, "ok")],
    }));
    expect(kindsOf(run)).toEqual(["wait", "wait", "done"]);
  });
  it.each<[string, Partial<GateSeen>, string]>([
    ["there is no server at all", { newServers: [], checks: [] }, "wait"],
    ["a server isn't reported", { newServers: ids, checks: [check(0, "ok")] }, "wait"],
    [
      "a check is being made",
      { newServers: ids, checks: [check(0, "ok"), check(1, "initializing")] },
      "wait",
    ],
    [
      "a server is impaired",
      { newServers: ids, checks: [check(0, "ok"), check(1, "ok", "impaired")] },
      "stuck",
    ],
  ])("is shut while %s, and fails in the end", (_what, seen, first) => {
    const run = looks(checks, () => seen);
    expect(run.decisions[0]?.kind).toBe(first);
    expect(lastOf(run)?.kind).toBe("failed");
  });
});

const approval: Gate = {
  kind: "approval",
  question: "Does the shop look right?",
  withinMs: 10 * MINUTE,
};
const word = (approve: boolean) => ({
  answer: { approve, who: "bob", atMs: START, reason: "looked at it" },
});
describe("a gate of a person's word", () => {
  it("waits for it and says how long", () => {
    const [decision] = looks(approval, () => ({}), 1).decisions;
    expect(decision?.kind).toBe("wait");
    expect(textOf(decision)).toMatch(/somebody's word.*10 min left; nothing was said yet/);
  });
  it("opens on go on", () => {
    const run = looks(
      approval,
      () => ({}),
      10,
      (look) => (look < 3 ? null : word(true)),
    );
    expect(lastOf(run)).toMatchObject({ kind: "done", note: "bob said go on: looked at it" });
  });
  it("fails on no", () => {
    const run = looks(
      approval,
      () => ({}),
      10,
      () => word(false),
    );
    expect(lastOf(run)?.kind).toBe("failed");
    expect(textOf(lastOf(run))).toContain("bob said no: looked at it");
  });
  it("fails when nobody says anything in time", () => {
    const run = looks(approval, () => ({}));
    expect(lastOf(run)?.kind).toBe("failed");
    expect(textOf(lastOf(run))).toContain("Nobody said go on within 10 min");
    expect(run.tookMs).toBe(10 * MINUTE);
  });
  it("keeps nothing, so that a word that comes while it is decided is not lost", () => {
    const [decision] = looks(approval, () => ({}), 1).decisions;
    expect(decision && "kept" in decision && decision.kept).toBeFalsy();
  });
});

describe("who may answer", () => {
  const operation = { status: "running" } as never;
  const step = (gate: Gate) =>
    ({ title: "t", work: { kind: "gate", gate, group: NEW, observations: 3 } }) as never;
  const state = (status: string) => ({ status }) as never;
  it.each<[string, Gate, string, boolean]>([
    ["a question that is open", approval, "running", true],
    ["one that isn't asked yet", approval, "waiting", false],
    ["one that has ended", approval, "failed", false],
    ["a gate that asks nobody", http, "running", false],
  ])("%s", (_what, gate, status, may) => {
    expect(can.approve(operation, step(gate), state(status)).ok).toBe(may);
  });
});
