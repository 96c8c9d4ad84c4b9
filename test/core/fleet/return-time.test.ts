/** What readiness says of the time of a return is what the plan of that very return says. */
import { describe, expect, it } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import type { Strategy } from "../../../shared/model/intent.ts";
import { planRollback } from "../../../shared/plan/rollback/plan-rollback.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import { anImage } from "../../builders/image.ts";
import { generationIdOf, inputOf, madePlan } from "../../builders/plan.ts";
import { NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const cold = (servers: number) =>
  aFleet()
    .withCold(1)
    .withGeneration(2, (group) => group.size(servers))
    .facts();

/** Servers of the live group that were given the image of a newer version as their root. */
function withNewRoots(facts: Facts): Facts {
  const servers = [...facts.servers.values()].map((server) => ({ ...server, imageId: "ami-3" }));
  const [newest] = [...facts.templateVersions.values()].toSorted((a, b) => b.version - a.version);
  if (!newest) throw new Error("The fleet has a template");
  const third = { ...newest, version: 3, description: "in place", imageId: "ami-3" };
  const key = `${newest.templateId}:3`;
  const groups = [...facts.groups.values()].map((group) => ({
    ...group,
    template: { id: newest.templateId, name: newest.templateName, version: "3" },
  }));
  return {
    ...facts,
    groups: new Map(groups.map((group) => [group.name, group])),
    servers: new Map(servers.map((server) => [server.id, server as never])),
    templateVersions: new Map([...facts.templateVersions, [key, third as never]]),
    images: new Map([...facts.images, ["ami-3" as never, anImage("ami-3")]]),
  };
}

function both(facts: Facts, label: string, strategy: Strategy | null) {
  const input = inputOf(facts);
  const past = { warmMs: [], coldMs: [], strategy };
  const about = { connection: aConnection(), nowMs: NOW_MS, policy: defaultPolicy };
  const pastReturns = new Map([[input.fleet.id, past]]);
  const [fleet] = deriveFleets(facts, { ...about, pastReturns });
  const readiness = fleet?.generations.find((one) => one.label === label)?.readiness;
  const to = generationIdOf(facts, label);
  const intent = { kind: "rollback", fleetId: input.fleet.id, to } as const;
  const plan = madePlan(planRollback({ ...input, intent, lastStrategy: strategy }));
  if (!readiness || !("expectedMs" in readiness)) throw new Error(`${label} can't return`);
  const until = plan.steps.findIndex(({ work }) => work.kind === "shift-away");
  const steps = until < 0 ? plan.steps : plan.steps.slice(0, until);
  const planned = steps.reduce((sum, { expected }) => sum + expected.medianMs, 0);
  return { said: readiness.expectedMs, planned, kinds: plan.steps.map(({ work }) => work.kind) };
}

describe("the time of a return", () => {
  it.each<[string, Facts, string, Strategy | null, string]>([
    ["a new group", cold(20), "v1", null, "create-group"],
    ["AWS's refresh of 20", cold(20), "v1", "refresh", "refresh"],
    ["AWS's refresh of 3", cold(3), "v1", "refresh", "refresh"],
    ["new root volumes again", withNewRoots(cold(20)), "v2", "root-volume", "swap-roots"],
  ])("by %s is as its plan has it, but for a few calls", (_, facts, label, strategy, kind) => {
    const { said, planned, kinds } = both(facts, label, strategy);
    expect(kinds).toContain(kind);
    expect(said).toBeLessThanOrEqual(planned);
    expect(said).toBeGreaterThan(planned - 20_000);
  });
});
