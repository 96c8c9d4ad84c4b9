/** Two versions in one warm group, as a replacement in place leaves them that was stopped half-way. */
import { expect, it } from "vitest";
import { deriveFleets } from "../../../shared/fleet/derive-fleets.ts";
import type { Facts } from "../../../shared/model/facts.ts";
import { TAG } from "../../../shared/model/tags.ts";
import { defaultPolicy } from "../../../shared/rules/fleet-policy.ts";
import { aConnection } from "../../builders/connection.ts";
import { aRollback } from "../../builders/plan.ts";
import { HOUR_MS, NOW_MS } from "../../builders/time.ts";
import { aFleet } from "../../builders/world.ts";

const servedUntil = { [TAG.servedUntil]: new Date(NOW_MS - HOUR_MS).toISOString() };
const facts = aFleet()
  .withCold(1)
  .withGeneration(2, (group) => group.size(5).parked().tagged(servedUntil))
  .withGeneration(3)
  .facts();

/** So many servers of the warm group run v1 again. */
function mixed(read: Facts, count: number): Facts {
  const warm = [...read.groups.values()].find(({ tags }) =>
    tags.some(({ key }) => key === TAG.servedUntil),
  );
  if (!warm?.template) throw new Error("The fleet has a warm group");
  const template = { ...warm.template, version: "1" };
  const members = warm.members.map((one, at) => (at < count ? { ...one, template } : one));
  const ids = new Set<string>(members.slice(0, count).map(({ serverId }) => serverId));
  const image = read.templateVersions.get(`${template.id}:1`)?.imageId;
  const servers = [...read.servers].map(
    ([id, server]) => [id, ids.has(id) && image ? { ...server, imageId: image } : server] as const,
  );
  const groups = new Map(read.groups).set(warm.name, { ...warm, members });
  return { ...read, groups, servers: new Map(servers) };
}

function wayTo(label: string, read: Facts) {
  const about = { connection: aConnection(), nowMs: NOW_MS, policy: defaultPolicy };
  const [fleet] = deriveFleets(read, about);
  const readiness = fleet?.generations.find((one) => one.label === label)?.readiness.kind;
  const plan = aRollback(read, label);
  const wakes = plan.refused !== true && plan.plan.steps.some(({ work }) => work.kind === "wake");
  return { readiness, wakes };
}

it("the one with most of the servers wakes with its group; the other one is started anew", () => {
  const read = mixed(facts, 1);
  expect(wayTo("v2", read)).toEqual({ readiness: "warm", wakes: true });
  expect(wayTo("v1", read)).toMatchObject({ wakes: false });
  expect(wayTo("v1", read).readiness).not.toBe("warm");
});

it("a group of one version wakes as a whole", () => {
  expect(wayTo("v2", facts)).toEqual({ readiness: "warm", wakes: true });
});
